{#- Every table of every database that the connection sees, as a select of database_name, schema_name, table_name. -#}
{%- macro existing_tables() -%}
{{ return(adapter.dispatch('existing_tables', 'frontline')()) }}
{%- endmacro -%}

{%- macro default__existing_tables() -%}
select
    table_catalog as database_name,
    table_schema as schema_name,
    table_name
from information_schema.tables
{%- endmacro -%}
