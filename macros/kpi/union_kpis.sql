{#- The daily facts of every KPI in var kpis, united by the caller's contract. -#}
{%- macro union_kpis() -%}
{%- set columns = model.columns.keys() | join(',\n    ') or '*' -%}
{%- for kpi in var('kpis') %}
select
    {{ columns }}
from {{ ref('fct_' ~ kpi ~ '_daily') }}
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro -%}
