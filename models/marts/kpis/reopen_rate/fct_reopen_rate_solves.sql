{#-
    The definition; in words: _reopen_rate__docs.md. A view over the facts of core.
    Its parameter: the next line.
-#}
{%- set window_days = var('reopen_window_days', 14) -%}
{{ config(materialized='view') }}

with

tickets as (

    select * from {{ ref('fct_tickets') }}

),

cycles as (

    select * from {{ ref('int_ticket_cycles_cut') }}

),

dimensions as (

    select * from {{ ref('int_ticket_dimensions_spanned') }}

),

followed as (

    select
        *,
        {{ dbt.dateadd('day', window_days, 'solved_at') }} as window_ends_at,

        lead(started_at) over (
            partition by ticket_id
            order by cycle_number
        ) as reopened_at

    from cycles

),

judged as (

    select
        followed.*,
        dimensions.channel,
        dimensions.team_id,
        dimensions.priority,
        dimensions.customer_segment,
        followed.window_ends_at <= {{ as_of_at() }} as is_mature,
        coalesce(followed.reopened_at <= followed.window_ends_at, false) as is_undone,

        case
            when tickets.exclusion_reason is not null then tickets.exclusion_reason
            when tickets.is_outbound then 'outbound'
            when not tickets.has_events then 'no_event_history'
        end as reason

    from followed

    inner join tickets
        on followed.ticket_id = tickets.ticket_id

    inner join dimensions
        on followed.ticket_id = dimensions.ticket_id
        and followed.solved_at >= dimensions.in_force_from
        and followed.solved_at < dimensions.in_force_to

),

weighed as (

    select
        ticket_id,
        'any' as variant_id,
        cycle_number,
        channel,
        team_id,
        priority,
        customer_segment,
        reason as exclusion_reason,
        {{ share_weights(
            'reason is null and is_mature', 'is_undone', 'reason is null and not is_mature'
        ) | indent(8) }},
        {{ reporting_date('solved_at') }} as metric_date,
        {{ plus_days(reporting_date(
            'case when reason is null then window_ends_at else solved_at end'
        ), 1) }} as final_on,
        solved_at,
        reopened_at,
        window_ends_at

    from judged

)

select * from weighed
