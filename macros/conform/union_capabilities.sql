{#-
    What the vendors cannot say in the shape in which they land: the union of the seeds <vendor>_capabilities
    of all vendors plugged in; with none, an empty table.
-#}
{%- macro union_capabilities() -%}
{%- for vendor in var('vendors') %}
select
    '{{ vendor }}' as vendor,
    port,
    column_name,
    reason as gap_reason
from {{ ref(vendor ~ '_capabilities') }}
where shape = '{{ shape_of(vendor) or 'own' }}'
{{ 'union all' if not loop.last }}
{%- else %}
select
    cast(null as {{ dbt.type_string() }}) as vendor,
    cast(null as {{ dbt.type_string() }}) as port,
    cast(null as {{ dbt.type_string() }}) as column_name,
    cast(null as {{ dbt.type_string() }}) as gap_reason
where 1 = 0
{%- endfor %}
{%- endmacro -%}
