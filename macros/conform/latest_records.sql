{#-
    Common table expressions `latest`, `recent` and `ranked`: the Connect records of a CTE, numbered by version_rank
    from the latest of each key. What is not of the latest time cannot be the latest record, so that few are sorted.
-#}
{%- macro latest_records(records, key) -%}
latest as (

    select
        {{ key }},
        max(last_updated_at) as last_updated_at

    from {{ records }}

    group by 1

),

recent as (

    select {{ records }}.*

    from {{ records }}

    inner join latest
        on {{ records }}.{{ key }} = latest.{{ key }}
        and (
            {{ records }}.last_updated_at = latest.last_updated_at
            or latest.last_updated_at is null
        )

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key }}
            order by last_updated_at desc nulls last, initiated_at desc, contact_id desc
        ) as version_rank

    from recent

)
{%- endmacro -%}
