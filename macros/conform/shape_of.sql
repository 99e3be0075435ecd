{#- In which shape a vendor's tables land, as Jinja text: var sources.<vendor>.shape, else var default_shapes. -#}
{%- macro shape_of(vendor) -%}
{{ return(var('sources').get(vendor, {}).get('shape', var('default_shapes').get(vendor))) }}
{%- endmacro -%}
