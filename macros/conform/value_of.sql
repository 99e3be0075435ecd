{#-
    The name, in CTE parsed of typed_rows, of a declared column's value: typed_<name> where its text, or a time
    that landed typed, had to be parsed; else the column itself.
-#}
{%- macro value_of(column, natives) -%}
{%- set is_time = column.data_type in ('date', 'timestamp') -%}
{%- set is_parsed = column.data_type != 'varchar' and (is_time or column.name not in natives) -%}
{{ return(adapter.quote(('typed_' if is_parsed else '') ~ column.name)) }}
{%- endmacro -%}
