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

shifted as (

    select
        pairs.*,
        windows.variant_id,
        {{ plus_days('pairs.starts_on', 'windows.window_days') }} as counted_from,
        {{ plus_days('pairs.ends_on', 'windows.window_days') }} as counted_to

    from pairs

    inner join windows
        on pairs.measured = windows.measured

),

-- an end that is null is none: greatest and least pass over it
parts as (

    select
        *,
        'start' as part,
        0 as retained,
        worth as at_start,
        0 as pending_count,
        counted_from as part_from,
        counted_to as part_to

    from shifted

    where is_same

    union all

    select
        *,
        'retained' as part,
        worth as retained,
        0 as at_start,
        0 as pending_count,
        greatest(counted_from, later_starts_on) as part_from,
        least(counted_to, later_ends_on) as part_to

    from shifted

    union all

    select
        *,
        'in_grace' as part,
        0 as retained,
        0 as at_start,
        1 as pending_count,
        greatest(counted_from, {{ plus_days('last_active_on', 1) }}) as part_from,
        counted_to as part_to

    from shifted

    where is_in_grace

)

select
    customer_id,
    variant_id,
    part,
    'not_applicable' as channel,
    'not_applicable' as team_id,
    'not_applicable' as priority,
    customer_segment,
    cast(retained as decimal(18, 3)) as numerator,
    cast(at_start as decimal(18, 3)) as denominator,
    cast(case when measured = 'customers' then retained end as decimal(38, 6)) as sum_of_squares,
    pending_count,
    starts_on as earlier_starts_on,
    later_starts_on,
    part_from as starts_on,
    part_to as ends_on

from parts

where part_to is null or part_from <= part_to
