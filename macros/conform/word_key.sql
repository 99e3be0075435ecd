{#- A vendor's word as vocabulary seeds spell it: lower case, trimmed, (blank) for none. -#}
{%- macro word_key(column) -%}
coalesce(lower({{ trimmed_text(column) }}), '(blank)')
{%- endmacro -%}
