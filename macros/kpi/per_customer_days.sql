{#-
    The last CTEs of the atoms of a rate over active customers, ending in weighed: expects CTEs events (the key,
    customer_id, customer_segment, reason, happened_on), spans and variants. An event is a span of one day above the
    line, a customer's span adds a thousandth a day below it. Where the KPI is not available nothing weighs.
-#}
{%- macro per_customer_days(event_key) -%}
{%- set if_it_counts = 'case when parts.reason is null and variants.is_available then' -%}
parts as (

    select
        {{ event_key }},
        customer_id,
        cast(null as integer) as span_number,
        customer_segment,
        reason,
        happened_on as starts_on,
        happened_on as ends_on

    from events

    union all

    select
        cast(null as {{ dbt.type_string() }}) as {{ event_key }},
        customer_id,
        span_number,
        customer_segment,
        cast(null as {{ dbt.type_string() }}) as reason,
        starts_on,
        ends_on

    from spans

),

weighed as (

    select
        parts.{{ event_key }},
        parts.customer_id,
        parts.span_number,
        variants.variant_id,
        'not_applicable' as channel,
        'not_applicable' as team_id,
        'not_applicable' as priority,
        parts.customer_segment,
        coalesce(parts.reason, case when not variants.is_available then 'not_available' end) as exclusion_reason,
        cast({{ if_it_counts }} case when parts.span_number is null then 1 else 0 end else 0 end as decimal(18, 3)) as numerator,
        cast({{ if_it_counts }} case when parts.span_number is null then 0 else 0.001 end else 0 end as decimal(18, 3)) as denominator,
        cast(null as decimal(38, 6)) as sum_of_squares,
        0 as pending_count,
        parts.starts_on,
        parts.ends_on

    from parts

    cross join variants

)
{%- endmacro -%}
