{#-
    The declared columns, other than text, that a raw table already has in their declared type, as a Jinja
    list: a warehouse's own tables and typed files. They need no parsing, which is most of a reader's cost.
-#}
{%- macro native_columns(source_name, table_name) -%}
{%- set names = [] -%}
{%- set relation = source(source_name, table_name) -%}
{%- if execute and flags.INTROSPECT and not relation.is_cte -%}
{%- set existing = load_relation(relation) -%}
{%- set types = {} -%}
{%- for column in (adapter.get_columns_in_relation(existing) if existing else []) -%}
{%- do types.update({column.name | lower: column.data_type | lower | replace(' ', '')}) -%}
{%- endfor -%}
{%- for name, column in declared_source(source_name, table_name).columns.items() -%}
{%- set meta = column.config.get('meta', {}) -%}
{%- set found = ([name] + meta.get('also_named', [])) | map('lower') | select('in', types) | list -%}
{%- if found | length == 1 and not meta.get('inside') and types[found[0]] == column.data_type | lower | replace(' ', '') != 'varchar' -%}
{%- do names.append(name) -%}
{%- endif -%}
{%- endfor -%}
{%- endif -%}
{{ return(names) }}
{%- endmacro -%}
