{#-
    The select list of a base model: each declared column as its data_type, what landing added, why the
    row is rejected (null if it is good), and a hash of its content. Expects text columns.
-#}
{%- macro typed_rows(columns) -%}
select
    _extract_file,
    {{ safe_cast('_extract_row', 'bigint') }} as _extract_row,
    coalesce({{ parse_utc('_loaded_at') }}, {{ as_of_at() }}) as _loaded_at,
    {%- for column in columns %}
    {{ typed_column(column) }} as {{ adapter.quote(column.name) }},
    {%- endfor %}

    {{ rejection(columns) | indent(4) }} as rejected_because,

    {{ content_hash(columns | map(attribute='name') | list) | indent(4) }} as content_hash
{%- endmacro -%}
