with

feedback as (

    select * from {{ ref('fct_feedback_items') }}

),

variants as (

    select * from {{ ref('dim_kpis') }}

    where kpi_id = 'customer_sentiment'

),

judged as (

    select
        feedback.*,
        variants.variant_id,

        case
            when feedback.feedback_source = 'employee' then 'employee'
            when feedback.polarity = 'unknown' then 'unknown_polarity'
        end as reason,

        case
            when feedback.polarity = 'positive' and variants.variant_id <> 'negative' then 1
            when feedback.polarity = 'negative' and variants.variant_id = 'negative' then 1
            when feedback.polarity = 'negative' and variants.variant_id = 'net' then -1
            else 0
        end as feedback_value

    from feedback

    cross join variants

),

weighed as (

    select
        feedback_id,
        variant_id,
        customer_id,
        ticket_id,
        channel,
        team_id,
        priority,
        customer_segment,
        feedback_source,
        polarity,
        reason as exclusion_reason,
        {{ mean_weights('reason is null', 'feedback_value', 'false') | indent(8) }},
        given_on as metric_date,
        {{ plus_days('given_on', 1) }} as final_on,
        given_at

    from judged

)

select * from weighed
