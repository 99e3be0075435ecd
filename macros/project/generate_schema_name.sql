{#- The schema a folder asks for, verbatim: readers rely on `marts`, not on `main_marts`. -#}
{%- macro generate_schema_name(custom_schema_name, node) -%}
{{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro -%}
