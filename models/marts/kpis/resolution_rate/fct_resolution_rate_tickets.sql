{#-
    The definition; in words: _resolution_rate__docs.md. A view over the facts of core.
    Its parameter: the next line.
-#}
{%- set resolution_days = var('resolution_rate_days', 7) -%}
{{ config(materialized='view') }}

with

tickets as (

    select * from {{ ref('fct_tickets') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

windowed as (

    select
        *,
        coalesce(exclusion_reason, case when is_outbound then 'outbound' end) as reason,
        {{ dbt.dateadd('day', resolution_days, 'opened_at') }} as window_ends_at

    from tickets

),

judged as (

    select
        windowed.*,
        windowed.window_ends_at <= {{ as_of_at() }} as is_mature,
        coalesce(windowed.first_solved_at <= windowed.window_ends_at, false) as is_solved_in_time,
        dimensions.team_id as opening_team_id,
        dimensions.priority as opening_priority

    from windowed

    inner join dimensions
        on windowed.ticket_id = dimensions.ticket_id
        and windowed.opened_at >= dimensions.in_force_from
        and windowed.opened_at < dimensions.in_force_to

),

weighed as (

    select
        ticket_id,
        'cohort' as variant_id,
        channel,
        opening_team_id as team_id,
        opening_priority as priority,
        customer_segment,
        reason as exclusion_reason,
        first_resolution_seconds,
        {{ share_weights(
            'reason is null and is_mature', 'is_solved_in_time', 'reason is null and not is_mature'
        ) | indent(8) }},
        {{ reporting_date('opened_at') }} as metric_date,
        {{ plus_days(reporting_date(
            'case when reason is null then window_ends_at else opened_at end'
        ), 1) }} as final_on,
        opened_at,
        first_solved_at,
        window_ends_at

    from judged

)

select * from weighed
