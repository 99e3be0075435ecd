{#- A text without spaces around it, null where nothing is left of it. -#}
{%- macro trimmed_text(column) -%}
{{ return(adapter.dispatch('trimmed_text', 'frontline')(column)) }}
{%- endmacro -%}

{%- macro default__trimmed_text(column) -%}
nullif(trim({{ column }}), '')
{%- endmacro -%}

{#- DuckDB's trim knows every space of Unicode, and takes seven times as long as to see that a text has none. -#}
{%- macro duckdb__trimmed_text(column) -%}
case
    when {{ column }} <> '' and not contains({{ column }}, ' ') and strlen({{ column }}) = length({{ column }}) then {{ column }}
    else nullif(trim({{ column }}), '')
end
{%- endmacro -%}
