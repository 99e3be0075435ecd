{#-
    Asks the warehouse what it holds, as landed() does. What a source leaves out on
    purpose is its meta.not_read; names that start with _ are the loader's own.
-#}
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
with

undeclared as (

    {%- for source_name, table_name, column_name in found %}

    select
        '{{ source_name }}' as source_name,
        '{{ table_name }}' as table_name,
        '{{ column_name | replace("'", "''") }}' as raw_column
    {{ 'union all' if not loop.last }}
    {%- else %}

    select
        cast(null as {{ dbt.type_string() }}) as source_name,
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as raw_column
    where 1 = 0
    {%- endfor %}

)

select * from undeclared
