with

contacts as (

    select * from {{ ref('int_contacts_chained') }}

    where issue_id is not null

),

numbered as (

    select
        *,

        row_number() over (
            partition by issue_id
            order by contacted_at desc, contact_id desc
        ) = 1 as is_last

    from contacts

),

summed as (

    select
        issue_id,
        max(case when is_last then channel end) as last_channel,
        cast(count(*) as integer) as contact_count,
        cast(sum(case when is_unserved then 1 else 0 end) as integer) as unserved_count,
        cast(count(distinct channel) as integer) as channel_count,
        max(window_days) as window_days,
        max(case when is_last and is_unserved then 1 else 0 end) = 1 as is_left_unserved,
        max(contacted_at) as last_contacted_at,

        -- one contact that runs keeps the issue open
        case
            when sum(case when ended_at is null and can_begin then 1 else 0 end) = 0
                then max(case when can_begin then ended_at end)
        end as ended_at

    from numbered

    group by 1

)

select * from summed
