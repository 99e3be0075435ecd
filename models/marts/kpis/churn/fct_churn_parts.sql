{#- The definition; in words: _churn__docs.md. Large, and read by its daily fact alone: not stored. -#}
{{ config(materialized='view') }}
with

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

amounts as (

    select * from {{ ref('int_customer_amounts_stepped') }}

),

variants as (
    {%- for variant_id in ['all', 'voluntary', 'involuntary'] %}

    select '{{ variant_id }}' as variant_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

stretches as (

    select
        spans.customer_id,
        variants.variant_id,
        spans.customer_segment,
        cast(1 as decimal(18, 3)) as worth,
        case
            when variants.variant_id = 'all' then null
            when spans.is_voluntary_end is null then 'unknown_reason'
            when spans.is_voluntary_end and variants.variant_id = 'involuntary' then 'voluntary'
            when not spans.is_voluntary_end and variants.variant_id = 'voluntary' then 'involuntary'
        end as exclusion_reason,
        spans.is_in_grace,
        spans.starts_on,
        spans.ends_on,
        spans.last_active_on

    from spans

    cross join variants

    union all

    select
        customer_id,
        'revenue' as variant_id,
        customer_segment,
        reporting_amount as worth,
        cast(null as {{ dbt.type_string() }}) as exclusion_reason,
        is_in_grace,
        starts_on,
        ends_on,
        last_active_on

    from amounts

),

parts as (

    select 'active' as part

    union all

    select 'lost' as part

    union all

    select 'in_grace' as part

),

-- an end counts on the day after the last active one
parted as (

    select
        stretches.*,
        parts.part,
        parts.part = 'active' as is_active,
        case when parts.part = 'active' then null else stretches.exclusion_reason end as reason,
        case
            when parts.part = 'active' then stretches.starts_on
            else {{ plus_days('stretches.last_active_on', 1) }}
        end as part_from,
        case
            when parts.part = 'active' then stretches.ends_on
            else {{ plus_days('stretches.last_active_on', 1) }}
        end as part_to

    from stretches

    inner join parts
        on parts.part = 'active'
        or (parts.part = 'lost' and stretches.last_active_on is not null and not stretches.is_in_grace)
        or (parts.part = 'in_grace' and stretches.is_in_grace)

)

select
    customer_id,
    variant_id,
    part,
    'not_applicable' as channel,
    'not_applicable' as team_id,
    'not_applicable' as priority,
    customer_segment,
    reason as exclusion_reason,
    cast(case when part = 'lost' and reason is null then worth else 0 end as decimal(18, 3))
        as numerator,
    cast(case when is_active then worth else 0 end as decimal(18, 3)) as denominator,
    cast(null as decimal(38, 6)) as sum_of_squares,
    case when part = 'in_grace' and reason is null then 1 else 0 end as pending_count,
    part_from as starts_on,
    part_to as ends_on

from parted
