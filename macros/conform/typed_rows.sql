{#-
    The CTEs that read CTE landed, ending in one called typed: each kept column as its data_type, what landing
    added, and why the row is rejected (null if it is good). natives names the columns that landed typed already.
    Text is trimmed and parsed once, for the value and for the verdict on it.
-#}
{%- macro typed_rows(declared, natives) -%}
{%- set columns = declared.columns -%}
trimmed as (

    select
        _extract_file
        {%- for name, column in columns.items() if name != '_extract_file' %},
        {{ adapter.quote(name) if name in natives or column.config.get('meta', {}).get('only_checked') else trimmed_text(adapter.quote(name)) ~ ' as ' ~ adapter.quote(name) }}
        {%- endfor %}

    from landed

),

parsed as (

    select
        *
        {%- for name, column in columns.items() if value_of(column, natives) != adapter.quote(name) %},
        {{ typed_column(column, name in natives) | indent(8) }} as {{ value_of(column, natives) }}
        {%- endfor %}

    from trimmed

),

typed {{ evaluated_once() }} (

    select
        {{ value_of(columns['_extract_row'], natives) }} as _extract_row,
        _extract_file,
        coalesce({{ value_of(columns['_loaded_at'], natives) }}, {{ as_of_at() }}) as _loaded_at,
        {%- for column in kept_columns(declared) %}
        {{ value_of(column, natives) }} as {{ adapter.quote(column.name) }},
        {%- endfor %}

        {{ rejection(declared_columns(declared), natives) | indent(8) }} as rejected_because

    from parsed

)
{%- endmacro -%}
