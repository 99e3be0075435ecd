{#- Whether this company has the vendor, as a Jinja boolean for config(enabled=...). -#}
{%- macro plugged_in(vendor) -%}
{{ return(vendor in var('vendors')) }}
{%- endmacro -%}
