{#- The columns of a source node that a base model keeps, as a Jinja list: all declared but those only checked. -#}
{%- macro kept_columns(declared) -%}
{%- set kept = [] -%}
{%- for column in declared_columns(declared) if not column.config.get('meta', {}).get('only_checked') -%}
{%- do kept.append(column) -%}
{%- endfor -%}
{{ return(kept) }}
{%- endmacro -%}
