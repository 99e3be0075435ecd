-- Evidence for decision 17: how many models of this project it concerns.
{%- set models = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | list %}
{%- for kind in ['table', 'view'] %}

select
    '{{ kind }}' as stored_as,
    {{ models | selectattr('config.materialized', 'equalto', kind) | list | length }} as model_count
{{ 'union all' if not loop.last }}
{%- endfor %}
