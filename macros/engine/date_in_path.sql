{#- Midnight of the first yyyy-mm-dd or yyyymmdd in a file's path, as a timestamp; null where there is none. -#}
{%- macro date_in_path(column) -%}
{{ return(adapter.dispatch('date_in_path', 'frontline')(column)) }}
{%- endmacro -%}

{%- macro duckdb__date_in_path(column) -%}
try_cast(
    regexp_replace(
        regexp_extract({{ column }}, '(^|[^0-9])((19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9])([^0-9]|$)', 2),
        '^([0-9]{4})-?([0-9]{2})-?([0-9]{2})$',
        '\1-\2-\3'
    ) as timestamp
)
{%- endmacro -%}
