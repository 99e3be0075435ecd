{#-
    A port: the union, by the caller's contract, of stg_<vendor>__<port> for every vendor in var vendors
    that fills it in its shape (ports_of); with none, an empty table of the contract's types.
-#}
{%- macro union_port(port) -%}
{%- set vendors = [] -%}
{%- for vendor in var('vendors') if port in ports_of(vendor) -%}
{%- do vendors.append(vendor) -%}
{%- endfor -%}
{%- for vendor in vendors %}
select
    {{ model.columns.keys() | join(',\n    ') or '*' }}
from {{ ref('stg_' ~ vendor ~ '__' ~ port) }}
{{ 'union all' if not loop.last }}
{%- else %}
select
    {%- for name, column in model.columns.items() %}
    cast(null as {{ column.data_type }}) as {{ name }}{{ ',' if not loop.last }}
    {%- else %}
    1 as nothing
    {%- endfor %}
where 1 = 0
{%- endfor %}
{%- endmacro -%}
