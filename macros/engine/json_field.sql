{#- The field of a number, from 1, of what json_fields() read, as json_text() gives it. -#}
{%- macro json_field(read, number) -%}
{{ return(adapter.dispatch('json_field', 'frontline')(read, number)) }}
{%- endmacro -%}

{%- macro default__json_field(read, number) -%}
{{ read }}[{{ number }}]
{%- endmacro -%}
