{#-
    One raw table, read by what its source YAML declares: data_type to cast to, config.meta.required,
    config.meta.words; table meta key, version (columns, latest wins) and `keeps: first` where the
    earliest version is to win. Every raw row comes out once, with row_fate: kept, duplicate, or why it
    was rejected. Equal versions are settled by content, so any order of arrival gives one winner.
-#}
{%- macro read_rows(source_name, table_name) -%}
{%- set natives = native_columns(source_name, table_name) -%}
with

landed as (

    {{ landed(source_name, table_name, natives) | indent(4) }}

)
{%- if not execute %}

select * from landed
{%- else %}
{%- set declared = declared_source(source_name, table_name) %},

typed {{ evaluated_once() }} (

    {{ typed_rows(declared, natives) | indent(4) }}

    from landed

),

{{ fated_rows(declared) }}

select * from judged
{%- endif %}
{%- endmacro -%}
