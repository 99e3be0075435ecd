{#-
    The CTEs that order the versions of each key in CTE typed, ending in one called ranked. Only the few
    keys that came more than once are ranked: sorting every row would cost most of the time.
-#}
{%- macro ranked_versions(declared) -%}
{%- set columns = kept_columns(declared) -%}
{%- set key = declared.config.meta.key -%}
repeated {{ evaluated_once() }} (

    select {{ key | join(', ') }}

    from typed

    where rejected_because is null

    group by {{ key | join(', ') }}

    having count(*) > 1

),

contested as (

    select typed.*

    from typed

    inner join repeated
        on {{ same_key(declared) | indent(8) }}

    where typed.rejected_because is null

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key | join(', ') }}
            order by {{ version_order(declared.config.meta, columns) | indent(16) }}
        ) as version_rank

    from contested

)
{%- endmacro -%}
