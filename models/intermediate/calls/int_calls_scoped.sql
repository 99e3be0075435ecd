with

calls as (

    select * from {{ ref('int_calls_checked') }}

),

customers as (

    select * from {{ ref('int_customers_identified') }}

),

queued as (

    select
        *,
        queued_at is not null or wait_seconds is not null as was_queued,
        coalesce(queued_at, {{ seconds_after('started_at', 'coalesce(ivr_seconds, 0)') }})
            as came_to_queue_at

    from calls

),

entered as (

    select
        *,
        case when came_to_queue_at <= {{ as_of_at() }} then came_to_queue_at else started_at end
            as entered_queue_at

    from queued

),

ended as (

    select
        *,
        coalesce(
            answered_at, {{ seconds_after('entered_queue_at', 'wait_seconds') }}, ended_at
        ) as left_queue_at,
        {{ seconds_after(
            'coalesce(ended_at, ' ~ seconds_after(
                'answered_at', 'talk_seconds + coalesce(hold_seconds, 0)'
            ) ~ ')',
            'coalesce(wrap_seconds, 0)'
        ) }} as worked_until

    from entered

),

placed as (

    select
        *,
        -- what the extract knows of later is still to come
        case
            when outcome in ('failed', 'unmapped', 'ivr_only') then outcome
            when came_to_queue_at > {{ as_of_at() }} then 'ivr_only'
            when left_queue_at > {{ as_of_at() }} then 'in_queue'
            else outcome
        end as outcome_by_now,
        coalesce(
            worked_until <= {{ as_of_at() }},
            talk_seconds is not null or coalesce(defects, '') like '%ends before it starts%'
        ) as is_over

    from ended

),

scoped as (

    select
        placed.call_id,
        placed.caller_id,
        customers.customer_id,
        coalesce(customers.identity_id, placed.caller_id, placed.caller_key_hash) as repeat_key,
        placed.ticket_id,
        coalesce(placed.team_id, 'unknown') as team_id,
        placed.agent_id,
        placed.direction,
        placed.channel,
        coalesce(customers.customer_segment, 'unknown') as customer_segment,
        placed.outcome_by_now as outcome,
        case
            when placed.is_test then 'test'
            when placed.direction in ('outbound', 'internal') then placed.direction
            when placed.direction = 'unmapped' then 'unmapped_direction'
            when placed.outcome_by_now in ('failed', 'ivr_only') then placed.outcome_by_now
            when placed.outcome_by_now = 'unmapped' then 'unmapped_outcome'
            when placed.outcome_by_now = 'voicemail' and not placed.was_queued then 'not_queued'
        end as exclusion_reason,
        placed.defects,
        placed.transfer_count,
        placed.ivr_seconds,
        placed.wait_seconds,
        placed.talk_seconds,
        placed.hold_seconds,
        placed.wrap_seconds,
        placed.is_over,
        placed.started_at,
        placed.entered_queue_at,
        case when placed.left_queue_at <= {{ as_of_at() }} then placed.left_queue_at end
            as left_queue_at,
        case when placed.answered_at <= {{ as_of_at() }} then placed.answered_at end as answered_at,
        case when placed.ended_at <= {{ as_of_at() }} then placed.ended_at end as ended_at

    from placed

    left join customers
        on placed.caller_id = customers.person_id

)

select * from scoped
