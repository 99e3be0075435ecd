{#- Whether this company has the vendor (and, if named, in that shape), as a Jinja boolean for config(enabled=...).
    Linters look at every shape at once. -#}
{%- macro plugged_in(vendor, shape=none) -%}
{{ return(vendor in var('vendors') and (shape in (none, shape_of(vendor)) or var('every_shape'))) }}
{%- endmacro -%}
