{#- The JSON object, as text, of columns by their names; never null. -#}
{%- macro json_object_of(names) -%}
{{ return(adapter.dispatch('json_object_of', 'frontline')(names)) }}
{%- endmacro -%}

{%- macro duckdb__json_object_of(names) -%}
cast(json_object({% for name in names %}'{{ name | replace("'", "''") }}', {{ adapter.quote(name) }}{{ ', ' if not loop.last }}{% endfor %}) as varchar)
{%- endmacro -%}
