{#-
    The CTEs that give each row of CTE typed its row_fate, ending in one called judged. Only the few keys
    that came more than once are ranked: sorting every row would cost most of the time.
-#}
{%- macro fated_rows(declared) -%}
{%- set names = declared_columns(declared) | map(attribute='name') | list -%}
{%- set delivered = names + ['_extract_file', '_extract_row', '_loaded_at'] -%}
{%- set key = declared.config.meta.key -%}
repeated {{ evaluated_once() }} (

    select {{ key | join(', ') }}

    from typed

    where rejected_because is null

    group by {{ key | join(', ') }}

    having count(*) > 1

),

contested as (

    select
        typed.*,
        row_number() over (
            partition by {% for column in key %}typed.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
            order by {{ version_order(declared.config.meta, names) | indent(16) }}
        ) as version_rank

    from typed

    inner join repeated
        on {{ same_key(declared) | indent(8) }}

    where typed.rejected_because is null

),

judged as (

    select
        {%- for name in delivered %}
        typed.{{ adapter.quote(name) }},
        {%- endfor %}
        coalesce(typed.rejected_because, 'kept') as row_fate

    from typed

    left join repeated
        on typed.rejected_because is null
        and {{ same_key(declared) | indent(8) }}

    where repeated.{{ key[0] }} is null

    union all

    select
        {%- for name in delivered %}
        {{ adapter.quote(name) }},
        {%- endfor %}
        case when version_rank = 1 then 'kept' else 'duplicate' end as row_fate

    from contested

)
{%- endmacro -%}
