{#-
    The select list of a base model: each declared column as its data_type, what landing added, and why
    the row is rejected (null if it is good). natives names the columns that landed typed already.
-#}
{%- macro typed_rows(declared, natives) -%}
{%- set columns = declared_columns(declared) -%}
select
    {{ typed_column(declared.columns['_extract_row'], '_extract_row' in natives) }} as _extract_row,
    _extract_file,
    coalesce({{ typed_column(declared.columns['_loaded_at'], '_loaded_at' in natives) }}, {{ as_of_at() }}) as _loaded_at,
    {%- for column in columns %}
    {{ typed_column(column, column.name in natives) }} as {{ adapter.quote(column.name) }},
    {%- endfor %}

    {{ rejection(columns, natives) | indent(4) }} as rejected_because
{%- endmacro -%}
