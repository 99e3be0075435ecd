{#-
    One raw table, read by what its source YAML declares: data_type to cast to, config.meta.required,
    config.meta.words, config.meta.holds (array or object: text that must be such JSON),
    config.meta.only_checked (JSON that the base model does not keep beside its fields); table meta key,
    version (columns, latest wins) and `keeps: first` where the earliest version is to win. Every raw row
    comes out once, with row_fate: kept, duplicate, or why it was rejected. Equal versions are settled by
    content, so any order of arrival gives one winner.
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
{%- set declared = declared_source(source_name, table_name) -%}
{%- set names = kept_columns(declared) | map(attribute="name") | list
    + ['_extract_file', '_extract_row', '_loaded_at'] %},

{{ typed_rows(declared, natives) }},

{{ ranked_versions(declared) }},

judged as (

    select
        {% for name in names %}typed.{{ adapter.quote(name) }}, {% endfor %}
        coalesce(typed.rejected_because, 'kept') as row_fate

    from typed

    left join repeated
        on typed.rejected_because is null
        and {{ same_key(declared) | indent(8) }}

    where repeated.{{ declared.config.meta.key[0] }} is null

    union all

    select
        {% for name in names %}{{ adapter.quote(name) }}, {% endfor %}
        case when version_rank = 1 then 'kept' else 'duplicate' end as row_fate

    from ranked

)

select * from judged
{%- endif %}
{%- endmacro -%}
