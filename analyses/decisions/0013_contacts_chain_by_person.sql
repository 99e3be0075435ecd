-- Evidence for decision 13: accounts by how many people they have, and how often somebody else of the
-- same account came within seven days after a contact: repeats that are not counted.
with

customers as (

    select * from {{ ref('dim_customers') }}

    where customer_kind = 'account'

),

contacts as (

    select * from {{ ref('fct_contacts') }}

    where identity_id is not null and exclusion_reason is null

),

followed as (

    select
        customer_id,
        identity_id,
        contacted_at,

        lead(identity_id) over (
            partition by customer_id
            order by contacted_at, contact_id
        ) as next_identity_id,

        lead(contacted_at) over (
            partition by customer_id
            order by contacted_at, contact_id
        ) as next_contacted_at

    from contacts

),

summed as (

    select
        customer_id,
        count(*) as contact_count,
        sum(
            case
                when
                    next_identity_id <> identity_id
                    and {{ seconds_between('contacted_at', 'next_contacted_at') }} <= 7 * 86400
                    then 1
                else 0
            end
        ) as others_came_count

    from followed

    group by 1

)

select
    case
        when customers.person_count <= 1 then 'one or none'
        when customers.person_count <= 5 then 'two to five'
        else 'more'
    end as people,
    count(*) as account_count,
    coalesce(sum(summed.contact_count), 0) as contact_count,
    coalesce(sum(summed.others_came_count), 0) as others_came_count

from customers

left join summed
    on customers.customer_id = summed.customer_id

group by 1

order by 1
