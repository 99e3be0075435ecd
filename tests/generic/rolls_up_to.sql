{#-
    A daily fact says exactly what its atoms say, over the full grain: no row more, no row less. Of span atoms
    (are_spans) a day has those that began by then, less those that ended before: a row where any weighs
    something, and one on the day after nothing does. Atoms are summed by day first, for they may be millions.
-#}
{% test rolls_up_to(model, atoms, are_spans=false) %}

{%- set grain = ['variant_id', 'metric_date', 'channel', 'team_id', 'priority', 'customer_segment'] %}
{%- set weights = ['numerator', 'denominator', 'sum_of_squares', 'pending_count'] %}

with

{% if are_spans %}
edges as (
    {%- for sign, edge_on in [('', 'starts_on'), ('-', plus_days('ends_on', 1))] %}

    select
        {{ grain | reject('equalto', 'metric_date') | join(', ') }},
        {{ edge_on }} as edge_on,
        {%- for weight in weights %}
        {{ sign }}sum({{ weight }}) as {{ weight }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ atoms }}

    where starts_on <= {{ 'ends_on' if sign else 'coalesce(ends_on, starts_on)' }}

    group by {{ grain | reject('equalto', 'metric_date') | join(', ') }}, {{ edge_on }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

laid as (

    select
        edges.*,
        days.date_day as metric_date,
        case when days.date_day > edges.edge_on then 1 else 0 end as was_before

    from edges

    inner join {{ ref('dim_dates') }} as days
        on days.date_day >= edges.edge_on

    where days.date_day <= {{ reporting_date(as_of_at()) }}

),
{% endif %}

summed as (

    select
        {{ grain | join(', ') }},
        {%- for weight in weights %}
        sum({{ weight }}) as {{ weight }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ 'laid' if are_spans else atoms }}

    group by {{ grain | join(', ') }}

    {%- if are_spans %}

    having
        {%- for weight in weights %}
        {{ 'or ' if not loop.first }}sum({{ weight }}) <> 0
        or sum({{ weight }} * was_before) <> 0
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
