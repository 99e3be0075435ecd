with

targets as (

    select * from {{ ref('int_sla_targets_unioned') }}

    where tier <> 'computed' and applied_at <= {{ as_of_at() }}

),

measures as (

    select * from {{ ref('int_tickets_measured') }}

),

answers as (

    select * from {{ ref('int_sla_targets_answered') }}

),

fulfilled as (

    select
        targets.*,
        measures.closed_at,

        targets.sla_metric in ('requester_wait', 'agent_work', 'resolution') as runs_to_the_end,

        case
            when targets.sla_metric in ('requester_wait', 'agent_work', 'resolution')
                then case when measures.is_solved then measures.last_solved_at end
            when targets.sla_metric = 'first_reply' then measures.first_replied_at
            else answers.replied_at
        end as fulfilled_at,

        answers.solved_at

    from targets

    left join measures
        on targets.ticket_id = measures.ticket_id

    left join answers
        on targets.sla_target_id = answers.sla_target_id

),

ended as (

    select
        sla_target_id,
        ticket_id,
        sla_metric,
        tier,
        superseded_at,
        due_at,
        is_met as vendor_is_met,
        decided_at as vendor_decided_at,
        closed_at,

        case
            when runs_to_the_end or fulfilled_at <= coalesce(solved_at, fulfilled_at)
                then fulfilled_at
            else solved_at
        end as ended_at,

        case
            when not runs_to_the_end and fulfilled_at <= coalesce(solved_at, fulfilled_at)
                then 'reply'
            when fulfilled_at is not null then 'solve'
            when not runs_to_the_end and solved_at is not null then 'solve'
        end as ended_by

    from fulfilled

)

select * from ended
