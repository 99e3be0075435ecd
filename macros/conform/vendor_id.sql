{#- A vendor's key as the ports know it, `vendor:instance:key`; null stays null. -#}
{%- macro vendor_id(vendor, column) -%}
'{{ vendor }}:{{ instance_of(vendor) }}:' || cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro -%}
