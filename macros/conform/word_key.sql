{#- A vendor's word as vocabulary seeds spell it: lower case, trimmed, (blank) for none. -#}
{%- macro word_key(column) -%}
coalesce(nullif(lower(trim({{ column }})), ''), '(blank)')
{%- endmacro -%}
