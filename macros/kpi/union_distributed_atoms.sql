{#- The atoms of every KPI in var kpi_distributions, as a relation of kpi_id, variant, day, dimensions and weights. -#}
{%- macro union_distributed_atoms() -%}
{%- for kpi, atoms in var('kpi_distributions').items() %}
select
    '{{ kpi }}' as kpi_id,
    variant_id,
    metric_date,
    channel,
    team_id,
    priority,
    customer_segment,
    numerator,
    denominator
from {{ ref(atoms) }}
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro -%}
