{#- No more than var unmapped_share_allowed of the rows carry a word that no vocabulary seed lists. -#}
{% test few_unmapped(model, column_name) %}

{{ config(severity=var('unmapped_severity')) }}

with

counted as (

    select
        count(*) as row_count,
        sum(case when {{ column_name }} = 'unmapped' then 1 else 0 end) as unmapped_count

    from {{ model }}

)

select *

from counted

where unmapped_count > {{ var('unmapped_share_allowed') }} * row_count

{% endtest %}
