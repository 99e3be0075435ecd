{#-
    The CTEs that order the versions of each key in CTE typed, ending in one called ranked. Only the few
    keys that came more than once are ranked: sorting every row would cost most of the time.
-#}
{%- macro ranked_versions(declared) -%}
{%- set key = declared.config.meta.key | join(', ') -%}
repeated {{ evaluated_once() }} (

    select {{ key }}

    from typed

    where rejected_because is null

    group by {{ key }}

    having count(*) > 1

),

contested as (

    select typed.*

    from typed

    inner join repeated
        on {{ same_key(declared) | indent(8) }}

    where typed.rejected_because is null

),

timed as (

    select
        *,

        count({{ declared.config.meta.version[-1] }}) over (partition by {{ key }})
        = count(*) over (partition by {{ key }}) as is_versioned

    from contested

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key }}
            order by {{ version_order(declared) | indent(16) }}
        ) as version_rank

    from timed

)
{%- endmacro -%}
