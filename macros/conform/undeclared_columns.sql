{#-
    The columns of raw tables that no source YAML declares, as a Jinja list of (source, table, column): asked
    of the warehouse, as landed() does. What a source leaves out on purpose is its meta.not_read; names that
    start with _ are the loader's own.
-#}
{%- macro undeclared_columns() -%}
{%- set found = [] -%}
{%- for table in (graph.sources.values() if execute and flags.INTROSPECT else []) | sort(attribute='unique_id') -%}
{%- set relation = load_relation(api.Relation.create(database=table.database, schema=table.schema, identifier=table.identifier)) -%}
{%- set known = table.config.get('meta', {}).get('not_read', []) | map('lower') | list -%}
{%- for column in table.columns.values() -%}
{%- set meta = column.config.get('meta', {}) -%}
{%- do known.extend(([column.name] + meta.get('also_named', []) + meta.get('inside', [])[:1]) | map('lower')) -%}
{%- endfor -%}
{%- for column in (adapter.get_columns_in_relation(relation) if relation else []) if column.name | lower not in known and not column.name.startswith('_') -%}
{%- do found.append((table.source_name, table.name, column.name)) -%}
{%- endfor -%}
{%- endfor -%}
{{ return(found) }}
{%- endmacro -%}
