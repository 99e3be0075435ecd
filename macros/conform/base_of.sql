{#- The base model of a vendor's table in the shape in which this company lands it, as a relation. -#}
{%- macro base_of(vendor, table) -%}
{{ return(ref('base_' ~ vendor ~ '_' ~ shape_of(vendor) ~ '__' ~ table)) }}
{%- endmacro -%}
