{#- The step of a vendor's folder that is another in each shape, prep_<vendor>_<shape>__<things>, as a relation. -#}
{%- macro step_of(vendor, things) -%}
{{ return(ref('prep_' ~ vendor ~ '_' ~ shape_of(vendor) ~ '__' ~ things)) }}
{%- endmacro -%}
