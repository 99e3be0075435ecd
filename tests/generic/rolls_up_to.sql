{#- A daily fact says exactly what its event atoms say, over the full grain: no row more, no row less. -#}
{% test rolls_up_to(model, atoms) %}

{%- set grain = ['variant_id', 'metric_date', 'channel', 'team_id', 'priority', 'customer_segment'] %}
{%- set weights = ['numerator', 'denominator', 'sum_of_squares', 'pending_count'] %}

with

summed as (

    select
        {{ grain | join(', ') }},
        {%- for weight in weights %}
        sum({{ weight }}) as {{ weight }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ atoms }}

    group by {{ grain | join(', ') }}

)

select
    {%- for column in grain %}
    coalesce(daily.{{ column }}, summed.{{ column }}) as {{ column }},
    {%- endfor %}
    {%- for weight in weights %}
    daily.{{ weight }} as daily_{{ weight }},
    summed.{{ weight }} as atoms_{{ weight }}{{ ',' if not loop.last }}
    {%- endfor %}

from {{ model }} as daily

full outer join summed
    on {% for column in grain %}daily.{{ column }} = summed.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}

where daily.variant_id is null
    or summed.variant_id is null
    {%- for weight in weights %}
    or daily.{{ weight }} is distinct from summed.{{ weight }}
    {%- endfor %}

{% endtest %}
