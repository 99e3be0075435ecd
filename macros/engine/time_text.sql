{#- A timestamp as text that reads alike on every engine, down to the microsecond; null stays null. -#}
{%- macro time_text(column) -%}
{{ return(adapter.dispatch('time_text', 'frontline')(column)) }}
{%- endmacro -%}

{%- macro default__time_text(column) -%}
to_char({{ column }}, 'YYYY-MM-DD HH24:MI:SS.US')
{%- endmacro -%}

{%- macro duckdb__time_text(column) -%}
strftime({{ column }}, '%Y-%m-%d %H:%M:%S.%f')
{%- endmacro -%}

{%- macro spark__time_text(column) -%}
date_format({{ column }}, 'yyyy-MM-dd HH:mm:ss.SSSSSS')
{%- endmacro -%}
