{#-
    A daily fact says exactly what its atoms say, over the full grain: no row more, no row less. Span atoms
    (are_spans) are laid day by day: a row where any weighs something, and one on the day after nothing does.
-#}
{% test rolls_up_to(model, atoms, are_spans=false) %}

{%- set grain = ['variant_id', 'metric_date', 'channel', 'team_id', 'priority', 'customer_segment'] %}
{%- set weights = ['numerator', 'denominator', 'sum_of_squares', 'pending_count'] %}

with

{% if are_spans %}
laid as (

    select
        atoms.*,
        days.date_day as metric_date,
        case when days.date_day <= coalesce(atoms.ends_on, days.date_day) then 1 else 0 end as weight,
        case when days.date_day > atoms.starts_on then 1 else 0 end as weight_before

    from {{ atoms }} as atoms

    inner join {{ ref('dim_dates') }} as days
        on days.date_day >= atoms.starts_on
        and days.date_day <= coalesce({{ plus_days('atoms.ends_on', 1) }}, days.date_day)

    where days.date_day <= {{ reporting_date(as_of_at()) }}
        and atoms.starts_on <= coalesce(atoms.ends_on, atoms.starts_on)

),
{% endif %}

summed as (

    select
        {{ grain | join(', ') }},
        {%- for weight in weights %}
        sum({{ weight }}{{ ' * weight' if are_spans }}) as {{ weight }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ 'laid' if are_spans else atoms }}

    group by {{ grain | join(', ') }}

    {%- if are_spans %}

    having
        {%- for weight in weights %}
        {{ 'or ' if not loop.first }}sum({{ weight }} * weight) <> 0
        or sum({{ weight }} * weight_before) <> 0
        {%- endfor %}
    {%- endif %}

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
