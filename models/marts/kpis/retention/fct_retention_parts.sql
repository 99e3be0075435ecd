{#- The definition; in words: _retention__docs.md. Large, and read by its daily fact alone: not stored. -#}
{{ config(materialized='view') }}
with

pairs as (

    select * from {{ ref('fct_retention_pairs') }}

),

windows as (
    {%- for variant_id, measured, days in [
        ('rolling_30d', 'customers', 30),
        ('rolling_90d', 'customers', 90),
        ('rolling_365d', 'customers', 365),
        ('revenue_30d', 'amounts', 30),
    ] %}

    select
        '{{ variant_id }}' as variant_id,
        '{{ measured }}' as measured,
        {{ days }} as window_days
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- the same stretch counts on both sides, then below alone; a later one above alone
parts as (
    {%- for part, above, below, pending_count in [
        ('kept', 1, 1, 0), ('over', 0, 1, 0), ('again', 1, 0, 0), ('in_grace', 0, 0, 1)
    ] %}

    select
        '{{ part }}' as part,
        {{ above }} as above,
        {{ below }} as below,
        {{ pending_count }} as pending_count
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

shifted as (

    select
        pairs.*,
        windows.variant_id,
        parts.part,
        parts.above = 1 as is_above,
        parts.below = 1 as is_below,
        parts.pending_count,
        {{ plus_days('pairs.starts_on', 'windows.window_days') }} as counted_from,
        {{ plus_days('pairs.ends_on', 'windows.window_days') }} as counted_to

    from pairs

    inner join windows
        on pairs.measured = windows.measured

    inner join parts
        on (parts.part = 'kept' and pairs.is_same)
        or (parts.part = 'over' and pairs.is_same and pairs.ends_on is not null)
        or (parts.part = 'again' and not pairs.is_same)
        or (parts.part = 'in_grace' and pairs.is_in_grace)

)

-- an end that is null is none: least passes over it
select
    customer_id,
    variant_id,
    part,
    'not_applicable' as channel,
    'not_applicable' as team_id,
    'not_applicable' as priority,
    customer_segment,
    cast(case when is_above then worth else 0 end as decimal(18, 3)) as numerator,
    cast(case when is_below then worth else 0 end as decimal(18, 3)) as denominator,
    cast(case when measured = 'customers' and is_above then 1 when measured = 'customers' then 0 end as decimal(38, 6)) as sum_of_squares,
    pending_count,
    starts_on as earlier_starts_on,
    later_starts_on,
    case part
        when 'kept' then counted_from
        when 'over' then greatest(counted_from, {{ plus_days('ends_on', 1) }})
        when 'again' then greatest(counted_from, later_starts_on)
        when 'in_grace' then greatest(counted_from, {{ plus_days('last_active_on', 1) }})
    end as starts_on,
    case part
        when 'kept' then ends_on
        when 'again' then least(counted_to, later_ends_on)
        else counted_to
    end as ends_on

from shifted
