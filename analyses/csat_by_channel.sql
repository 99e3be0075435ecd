-- Satisfaction by month and channel with its interval, and beside it how many answered at all.
-- The response rate is that of surveys sent in the month, whenever they were answered.
with

daily as (

    select * from {{ ref('fct_kpis_daily') }}

    where is_default_variant and kpi_id in ('csat', 'survey_response_rate')

),

dates as (

    select * from {{ ref('dim_dates') }}

),

summed as (

    select
        dates.month_starts_on,
        daily.channel,
        {%- for kpi in ['csat', 'survey_response_rate'] %}
        sum(case when daily.kpi_id = '{{ kpi }}' then daily.numerator else 0 end)
            as {{ kpi }}_numerator,
        sum(case when daily.kpi_id = '{{ kpi }}' then daily.denominator else 0 end)
            as {{ kpi }}_denominator,
        {%- endfor %}
        sum(daily.pending_count) as pending_count

    from daily

    inner join dates
        on daily.metric_date = dates.date_day

    group by 1, 2

)

select
    month_starts_on,
    channel,
    csat_denominator as answer_count,
    {{ kpi_value('csat_numerator', 'csat_denominator', 'true') | indent(4) }} as satisfied_share,
    {{ wilson_bound('csat_numerator', 'csat_denominator', -1) | indent(4) }} as satisfied_low,
    {{ wilson_bound('csat_numerator', 'csat_denominator', 1) | indent(4) }} as satisfied_high,
    survey_response_rate_denominator as sent_count,
    {{ kpi_value(
        'survey_response_rate_numerator', 'survey_response_rate_denominator', 'true'
    ) | indent(4) }} as response_rate,
    pending_count

from summed

order by 1, 2
