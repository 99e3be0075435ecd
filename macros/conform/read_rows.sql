{#-
    One raw table, read by what its source YAML declares: data_type to cast to, config.meta.required,
    config.meta.words; table meta key and version (columns, latest wins; where there is none, the date in
    the file's path, else the load), and `keeps: first` where the earliest version is to win. Every raw row
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
{%- set own = ['_extract_file', '_extract_row', '_loaded_at'] -%}
{%- set names = declared.columns.keys() | reject('in', own) | list -%}
{%- set meta = declared.config.meta %},

typed {{ evaluated_once() }} (

    select
        _extract_file,
        {{ typed_column(declared.columns['_extract_row'], '_extract_row' in natives) }} as _extract_row,
        coalesce({{ typed_column(declared.columns['_loaded_at'], '_loaded_at' in natives) }}, {{ as_of_at() }}) as _loaded_at,
        {%- for name in names %}
        {{ typed_column(declared.columns[name], name in natives) }} as {{ adapter.quote(name) }},
        {%- endfor %}
        {{ rejection(declared.columns.values() | rejectattr('name', 'in', own) | list, natives) | indent(8) }} as rejected_because

    from landed

),

-- only the few keys that came more than once are ranked: sorting every row would cost most of the time
repeated {{ evaluated_once() }} (

    select {{ meta.key | join(', ') }}

    from typed

    where rejected_because is null

    group by {{ meta.key | join(', ') }}

    having count(*) > 1

),

contested as (

    select typed.* from typed

    inner join repeated
        on {{ same_key(declared) | indent(8) }}

    where typed.rejected_because is null

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ meta.key | join(', ') }}
            order by
                {{ version_order(meta, names) | indent(16) }}
        ) as version_rank

    from contested

),

judged as (

    select
        {%- for name in names + own %}
        typed.{{ adapter.quote(name) }},
        {%- endfor %}
        coalesce(typed.rejected_because, 'kept') as row_fate

    from typed

    left join repeated
        on typed.rejected_because is null
        and {{ same_key(declared) | indent(8) }}

    where repeated.{{ meta.key[0] }} is null

    union all

    select
        {%- for name in names + own %}
        {{ adapter.quote(name) }},
        {%- endfor %}
        case when version_rank = 1 then 'kept' else 'duplicate' end as row_fate

    from ranked

)

select * from judged
{%- endif %}
{%- endmacro -%}
