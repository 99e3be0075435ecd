{#- No more than var unmapped_share_allowed of the rows that say anything carry a word that no vocabulary seed lists. -#}
{% test few_unmapped(model, column_name, word='unmapped') %}

{{ config(severity=var('unmapped_severity')) }}

with

counted as (

    select
        count({{ column_name }}) as row_count,
        sum(case when {{ column_name }} = '{{ word }}' then 1 else 0 end) as unmapped_count

    from {{ model }}

)

select *

from counted

where unmapped_count > {{ var('unmapped_share_allowed') }} * row_count

{% endtest %}
