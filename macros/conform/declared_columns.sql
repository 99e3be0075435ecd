{#- The columns that a source node declares, less those that landing adds, as a Jinja list. -#}
{%- macro declared_columns(declared) -%}
{{ return(
    declared.columns.values()
    | rejectattr('name', 'in', ['_extract_file', '_extract_row', '_loaded_at'])
    | list
) }}
{%- endmacro -%}
