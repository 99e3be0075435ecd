{#-
    The CTEs of a daily fact over span atoms: expects CTEs atoms, variants and days, ends in one called rated.
    A span weighs from starts_on to ends_on, both inclusive; a null ends_on is no end, a null weight stays null.
    A day is final so many days later.
-#}
{%- macro summed_over_spans(kpi_id, final_after_days=1) -%}
{%- set grain = 'variant_id, channel, team_id, priority, customer_segment' -%}
{%- set exact = 'decimal(38, 3)' -%}
{%- set weights = {'numerator': exact, 'denominator': exact, 'sum_of_squares': 'decimal(38, 6)', 'pending_count': 'bigint'} -%}
{%- set not_nothing = '(' ~ weights | join(' <> 0 or ') ~ ' <> 0)' -%}
{%- set in_order = 'over (partition by ' ~ grain ~ ' order by moved_on)' -%}
sides as (

    select true as is_start

    union all

    select false as is_start

),

moves as (

    select
        {{ grain }},
        case when sides.is_start then atoms.starts_on else {{ plus_days('atoms.ends_on', 1) }} end as moved_on
        {%- for weight in weights %},
        case when sides.is_start then {{ weight }} else -{{ weight }} end as {{ weight }}
        {%- endfor %}

    from atoms

    cross join sides

    where
        {{ not_nothing }}
        and (atoms.starts_on <= atoms.ends_on or (atoms.ends_on is null and sides.is_start))

),

balances as (

    select
        {{ grain }}, moved_on
        {%- for weight, type in weights.items() %},
        cast(sum(sum({{ weight }})) {{ in_order }} as {{ type }}) as {{ weight }}
        {%- endfor %},
        coalesce(lead(moved_on) {{ in_order }}, cast('9999-12-31' as date)) as next_moved_on

    from moves

    group by {{ grain }}, moved_on

),

summed as (

    select
        balances.*, days.date_day as metric_date,
        {{ plus_days('days.date_day', final_after_days) }} as final_on

    from balances

    inner join days
        on balances.moved_on <= days.date_day
        and balances.next_moved_on > days.date_day

    -- a balance of 0 is written once, on the day of its last move
    where {{ not_nothing }} or balances.moved_on = days.date_day

),

{{ rated_by_variant(kpi_id) }}
{%- endmacro -%}
