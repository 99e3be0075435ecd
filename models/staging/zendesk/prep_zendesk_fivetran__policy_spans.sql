{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

with

applications as (

    select * from {{ ref('base_zendesk_fivetran__ticket_sla_policies') }}

    where row_fate = 'kept'

),

priorities as (

    select * from {{ ref('prep_zendesk_fivetran__priority_spans') }}

),

bounded as (

    select
        ticket_id,
        sla_policy_id,
        policy_applied_at,
        _loaded_at,

        coalesce(lead(policy_applied_at) over (
            partition by ticket_id
            order by policy_applied_at asc, _fivetran_synced asc nulls last, sla_policy_id asc
        ), cast('9999-12-31' as timestamp)) as replaced_at

    from applications

),

-- the policy promises anew when the priority changes under it
spanned as (

    select
        bounded.ticket_id,
        bounded.sla_policy_id,
        priorities.vendor_priority,
        greatest(
            bounded.policy_applied_at, coalesce(priorities.in_force_from, bounded.policy_applied_at)
        ) as applied_at,
        bounded._loaded_at

    from bounded

    left join priorities
        on bounded.ticket_id = priorities.ticket_id
        and bounded.replaced_at > priorities.in_force_from
        and bounded.policy_applied_at < priorities.in_force_to

    where bounded.policy_applied_at < bounded.replaced_at

)

select * from spanned
