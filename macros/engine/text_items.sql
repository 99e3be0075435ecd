{#- One row per item of a text of items between separators; stands alone in a select list. Null gives no row. -#}
{%- macro text_items(column, separator) -%}
{{ return(adapter.dispatch('text_items', 'frontline')(column, separator)) }}
{%- endmacro -%}

{%- macro default__text_items(column, separator) -%}
unnest(string_to_array({{ column }}, '{{ separator }}'))
{%- endmacro -%}
