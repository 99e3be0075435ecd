{#- The ports that a vendor fills in the shape in which it lands, as a Jinja list: var shape_ports, else vendor_ports. -#}
{%- macro ports_of(vendor) -%}
{{ return(var('shape_ports').get(vendor ~ '_' ~ shape_of(vendor), var('vendor_ports').get(vendor, []))) }}
{%- endmacro -%}
