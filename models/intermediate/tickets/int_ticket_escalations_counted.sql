with

escalations as (

    select * from {{ ref('int_ticket_escalations_found') }}

),

counted as (

    select
        ticket_id,
        cast(sum(case when escalation_type = 'functional' then 1 else 0 end) as integer)
            as functional_count,
        cast(sum(case when escalation_type = 'hierarchical' then 1 else 0 end) as integer)
            as hierarchical_count

    from escalations

    group by 1

)

select * from counted
