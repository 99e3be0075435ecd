{%- set experiences = ['no_contact', 'first_contact_resolved', 'repeat_contact', 'breached_sla',
    'detractor'] -%}
{%- set bands = ['all', 'under_90_days', '90_to_365_days', 'over_365_days'] -%}
with

landmarks as (

    select * from {{ ref('fct_service_landmarks') }}

),

listed as (
    {%- for experience in experiences %}
    {%- set outer_loop = loop %}
    {%- for band in bands %}

    select
        '{{ experience }}' as experience,
        '{{ band }}' as tenure_band
    {{ 'union all' if not (outer_loop.last and loop.last) }}
    {%- endfor %}
    {%- endfor %}
),

counted as (

    select
        experience,
        tenure_band,
        count(is_churned) as landmark_count,
        count(case when is_churned then 1 end) as churned_count,
        count(case when is_pending then 1 end) as pending_count

    from landmarks

    group by 1, 2

),

summed as (

    select
        listed.experience,
        listed.tenure_band,
        cast(coalesce(sum(counted.landmark_count), 0) as bigint) as landmark_count,
        cast(coalesce(sum(counted.churned_count), 0) as bigint) as churned_count,
        cast(coalesce(sum(counted.pending_count), 0) as bigint) as pending_count

    from listed

    left join counted
        on listed.experience = counted.experience
        and listed.tenure_band in ('all', counted.tenure_band)

    group by 1, 2

),

rated as (

    select
        *,
        {{ kpi_value('churned_count', 'landmark_count', 'true') | indent(8) }} as own_value,
        {{ wilson_bound('churned_count', 'landmark_count', -1) | indent(8) }} as low,
        {{ wilson_bound('churned_count', 'landmark_count', 1) | indent(8) }} as high

    from summed

),

compared as (

    select
        rated.*,
        rated.own_value - quiet.own_value as risk_difference,
        {{ difference_bound('rated', 'quiet', -1) | indent(8) }} as risk_difference_low,
        {{ difference_bound('rated', 'quiet', 1) | indent(8) }} as risk_difference_high

    from rated

    left join rated as quiet
        on rated.tenure_band = quiet.tenure_band
        and rated.experience <> 'no_contact'
        and quiet.experience = 'no_contact'

)

select
    experience,
    tenure_band,
    landmark_count,
    churned_count,
    pending_count,
    own_value as churn_rate,
    low,
    high,
    risk_difference,
    risk_difference_low,
    risk_difference_high,
    {{ excludes_zero('risk_difference_low', 'risk_difference_high') }} as is_significant,
    'association' as interpretation

from compared
