-- First-contact resolution by month, one column a variant: the same issues, nine definitions.
{%- set variants = [
    'net_7d', 'gross_7d', 'phone_7d', 'same_topic_7d', 'one_touch', 'net_1d', 'net_3d', 'net_14d', 'net_30d'
] %}
with

daily as (

    select * from {{ ref('fct_kpis_daily') }}

    where kpi_id = 'fcr'

),

dates as (

    select * from {{ ref('dim_dates') }}

),

summed as (

    select
        dates.month_starts_on,
        daily.variant_id,
        sum(daily.numerator) as numerator,
        sum(daily.denominator) as denominator

    from daily

    inner join dates
        on daily.metric_date = dates.date_day

    group by 1, 2

),

rated as (

    select
        *,
        {{ kpi_value('numerator', 'denominator', 'true') | indent(8) }} as kpi_value

    from summed

)

select
    month_starts_on,
    {%- for variant in variants %}
    max(case when variant_id = '{{ variant }}' then kpi_value end) as {{ variant }},
    {%- endfor %}
    max(case when variant_id = 'net_7d' then denominator end) as net_7d_issues

from rated

group by 1

order by 1
