{#- Whether this company has the vendor (and, if named, in that shape), as a Jinja boolean for config(enabled=...).
    Linters look at every shape at once. -#}
{%- macro plugged_in(vendor, shape=none) -%}
{%- for name in var('vendors') if name not in var('vendor_ports') -%}
{%- do refuse_var('vendors', 'a list of ' ~ var('vendor_ports') | join(', ')) -%}
{%- endfor -%}
{{ return(vendor in var('vendors') and (shape in (none, shape_of(vendor)) or var('every_shape'))) }}
{%- endmacro -%}
