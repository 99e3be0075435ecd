{#-
    One raw table, read by what its source YAML declares: data_type to cast to, config.meta.required,
    config.meta.words; table meta key and version (columns, latest wins; where there is none, the date in
    the file's path, else the load). Every raw row comes out once, with row_fate: kept, duplicate, or why
    it was rejected. Equal versions are settled by content, so any order of arrival gives one winner.
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
{%- set names = declared.columns.keys() | reject('in', ['_extract_file', '_extract_row', '_loaded_at']) | list -%}
{%- set meta = declared.config.meta %},

typed as (

    select
        _extract_file,
        {{ safe_cast('_extract_row', 'bigint') }} as _extract_row,
        coalesce({{ parse_utc('_loaded_at') }}, {{ as_of_at() }}) as _loaded_at,
        {%- for name in names %}
        {{ typed_column(declared.columns[name]) }} as {{ adapter.quote(name) }},
        {%- endfor %}
        {{ rejection(declared.columns.values() | rejectattr('name', 'in', ['_extract_file', '_extract_row', '_loaded_at']) | list) | indent(8) }} as rejected_because,
        {{ content_hash(names) | indent(8) }} as content_hash

    from landed

),

ranked as (

    select
        *,
        row_number() over (
            partition by rejected_because is null, {{ meta.key | join(', ') }}
            order by
                {%- set versions = meta.get('version', []) %}
                {%- for column in versions[:-1] %}
                {{ column }} desc nulls last,
                {%- endfor %}
                coalesce({{ (versions[-1:] + [date_in_path('_extract_file'), '_loaded_at']) | join(', ') }}) desc,
                content_hash desc,
                _extract_file asc,
                _extract_row asc
        ) as version_rank

    from typed

),

judged as (

    select
        {%- for name in names %}
        {{ adapter.quote(name) }},
        {%- endfor %}
        _extract_file,
        _extract_row,
        _loaded_at,
        coalesce(rejected_because, case when version_rank = 1 then 'kept' else 'duplicate' end) as row_fate

    from ranked

)

select * from judged
{%- endif %}
{%- endmacro -%}
