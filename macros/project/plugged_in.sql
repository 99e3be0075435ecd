{#- Whether this company has the vendor (and, if named, in that shape), as a Jinja boolean for config(enabled=...). -#}
{%- macro plugged_in(vendor, shape=none) -%}
{{ return(vendor in var('vendors') and shape in (none, shape_of(vendor))) }}
{%- endmacro -%}
