{#- No more than var rejected_share_allowed of the rows were rejected; analyses/rows_by_fate.sql says why and where. -#}
{% test few_rejected(model) %}

{{ config(severity=var('unmapped_severity')) }}

with

counted as (

    select
        count(*) as row_count,
        sum(case when row_fate not in ('kept', 'duplicate') then 1 else 0 end) as rejected_count

    from {{ model }}

)

select *

from counted

where rejected_count > {{ var('rejected_share_allowed') }} * row_count

{% endtest %}
