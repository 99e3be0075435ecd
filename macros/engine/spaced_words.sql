{#- The letters of a text, with one blank for all that stands between them and at both ends; null stays null. -#}
{%- macro spaced_words(column) -%}
{{ return(adapter.dispatch('spaced_words', 'frontline')(column)) }}
{%- endmacro -%}

{%- macro duckdb__spaced_words(column) -%}
' ' || trim(regexp_replace({{ column }}, '[^\p{L}\p{M}]+', ' ', 'g')) || ' '
{%- endmacro -%}
