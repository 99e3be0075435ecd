{%- set span = 'customer_id, span_number, customer_segment' -%}
{%- set in_order = 'over (partition by customer_id, span_number order by moved_on' -%}
with

periods as (

    select * from {{ ref('int_customer_periods_numbered') }}

    where activity = '{{ var("customer_activity") }}'

),

moves as (
    {%- for sign, moved_on in [('', 'starts_on'), ('-', plus_days('lasts_until', 1))] %}

    select
        {{ span }},
        {{ moved_on }} as moved_on,
        {{ sign }}coalesce(reporting_amount, 0) as amount_change,
        {{ sign }}1 as count_change,
        lasts_until

    from periods

    where not is_only_period {{ "and lasts_until < cast('9999-12-31' as date)" if sign }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

summed as (

    select
        {{ span }},
        moved_on,
        sum(amount_change) as amount_change,
        sum(count_change) as count_change,
        max(lasts_until) as lasts_until

    from moves

    group by {{ span }}, moved_on

),

running as (

    select
        *,
        sum(amount_change) {{ in_order }} rows unbounded preceding) as amount,
        sum(count_change) {{ in_order }} rows unbounded preceding) as running_count,
        max(lasts_until) {{ in_order }} rows between unbounded preceding and unbounded following)
            as span_lasts_until

    from summed

),

-- where nothing runs, the amount before goes on
stepped as (

    select
        {{ span }},
        row_number() {{ in_order }}) as step_number,
        amount as running_amount,
        moved_on as starts_on,
        {{ plus_days('lead(moved_on) ' ~ in_order ~ ')', -1) }} as changed_after,
        span_lasts_until

    from running

    where running_count > 0 and (amount_change <> 0 or running_count = count_change)

    union all

    -- most spans have one period, and need no window
    select
        {{ span }},
        1 as step_number,
        coalesce(reporting_amount, 0) as running_amount,
        starts_on,
        cast(null as date) as changed_after,
        lasts_until as span_lasts_until

    from periods

    where is_only_period

),

ended as (

    select
        *,
        case
            when changed_after is null and span_lasts_until < cast('9999-12-31' as date)
                then span_lasts_until
        end as last_active_on

    from stepped

)

select
    {{ span }},
    cast(step_number as integer) as step_number,
    cast(running_amount as decimal(18, 3)) as running_amount,
    {{ in_grace('last_active_on') | indent(4) }} as is_in_grace,
    starts_on,
    case
        when not {{ in_grace('last_active_on') | indent(8) }}
            then coalesce(changed_after, last_active_on)
    end as ends_on,
    last_active_on

from ended
