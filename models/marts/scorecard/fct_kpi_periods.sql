with

totals as (

    select * from {{ ref('fct_kpi_total_periods') }}

),

compared as (

    select
        totals.*,
        earlier.own_value as previous_value,
        totals.own_value - earlier.own_value as change,
        {{ difference_bound('totals', 'earlier', -1) | indent(8) }} as change_low,
        {{ difference_bound('totals', 'earlier', 1) | indent(8) }} as change_high

    from totals

    left join totals as earlier
        on totals.kpi_id = earlier.kpi_id
        and totals.variant_id = earlier.variant_id
        and totals.period_type = earlier.period_type
        and totals.previous_starts_on = earlier.period_starts_on

)

select
    kpi_id,
    variant_id,
    period_type,
    period_starts_on,
    period_ends_on,
    numerator,
    denominator,
    sum_of_squares,
    pending_count,
    own_value as period_value,
    low,
    high,
    previous_value,
    change,
    change_low,
    change_high,
    {{ excludes_zero('change_low', 'change_high') }} as is_change_significant,

    -- every channel went the other way: it is the mix of channels that changed
    case
        when kind in ('share', 'mean')
            then compared_count >= 2 and compared_count = case
                when change > 0 then fallen_count
                when change < 0 then risen_count
                else -1
            end
    end as simpson_flag,
    is_complete,
    is_final

from compared
