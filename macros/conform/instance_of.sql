{#- The name of a vendor's instance: var sources.<vendor>.instance, else main. -#}
{%- macro instance_of(vendor) -%}
{{ return(var('sources').get(vendor, {}).get('instance', 'main')) }}
{%- endmacro -%}
