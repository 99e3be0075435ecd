{#-
    One raw table as its source YAML declares it. Every raw row comes out once, with row_fate: kept,
    duplicate, or why it was rejected. Of one key (table meta key) the latest version is kept; equal
    versions are settled by content, so any order of arrival gives one winner.
-#}
{%- macro read_rows(source_name, table_name) -%}
with

landed as (

    {{ landed(source_name, table_name) | indent(4) }}

)
{%- if not execute %}

select * from landed
{%- else %}
{%- set declared = declared_source(source_name, table_name) -%}
{%- set columns = declared_columns(declared) %},

typed as (

    {{ typed_rows(columns) | indent(4) }}

    from landed

),

ranked as (

    select
        *,
        row_number() over (
            partition by rejected_because is null, {{ declared.config.meta.key | join(', ') }}
            order by {{ latest_first(declared.config.meta.get('version', [])) | indent(16) }}
        ) as version_rank

    from typed

),

judged as (

    select
        {%- for column in columns %}
        {{ adapter.quote(column.name) }},
        {%- endfor %}
        _extract_file,
        _extract_row,
        _loaded_at,

        coalesce(rejected_because, case version_rank when 1 then 'kept' else 'duplicate' end) as row_fate

    from ranked

)

select * from judged
{%- endif %}
{%- endmacro -%}
