{#-
    Midnight of the last date in a file's path, as a timestamp; null where there is none. Written as 2026-03-01,
    20260301, 2026_03_01, folders 2026/03/01, or folders year=2026/month=3/day=1.
-#}
{%- macro date_in_path(column) -%}
{{ return(adapter.dispatch('date_in_path', 'frontline')(column)) }}
{%- endmacro -%}

{%- macro duckdb__date_in_path(column) -%}
{%- set month_and_day = [
    '-?[01][0-9]-?[0-3][0-9]', '_[01][0-9]_[0-3][0-9]', '/[01][0-9]/[0-3][0-9]',
    '/month=[01]?[0-9]/day=[0-3]?[0-9]'
] -%}
try_cast(
    regexp_replace(
        regexp_extract(
            {{ column }}, '.*(^|[^0-9])((19|20)[0-9]{2}({{ month_and_day | join('|') }}))([^0-9]|$)', 2
        ),
        '^([0-9]{4})[^0-9]*([0-9]{2}|[0-9])[^0-9]*([0-9]{1,2})$',
        '\1-\2-\3'
    ) as timestamp
)
{%- endmacro -%}
