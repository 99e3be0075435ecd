{#- Whether a row of CTE typed and one of CTE repeated have the key of a declared table; null equals null. -#}
{%- macro same_key(declared) -%}
{%- for column in declared.config.meta.key %}
{%- if declared.columns[column].config.get('meta', {}).get('required') -%}
typed.{{ column }} = repeated.{{ column }}
{%- else -%}
{#- not `is not distinct from`, which some engines cannot hash -#}
coalesce(cast(typed.{{ column }} as {{ dbt.type_string() }}), chr(30)) = coalesce(cast(repeated.{{ column }} as {{ dbt.type_string() }}), chr(30))
{%- endif %}
{{ 'and ' if not loop.last }}
{%- endfor %}
{%- endmacro -%}
