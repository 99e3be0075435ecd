{#- The timestamp so many seconds after a timestamp, to the millisecond; null if either is. -#}
{%- macro seconds_after(start_at, seconds) -%}
{{ return(adapter.dispatch('seconds_after', 'frontline')(start_at, seconds)) }}
{%- endmacro -%}

{%- macro default__seconds_after(start_at, seconds) -%}
{{ dbt.dateadd('millisecond', 'cast((' ~ seconds ~ ') * 1000 as bigint)', start_at) }}
{%- endmacro -%}

{#- The built-in goes through a 4-byte integer here. -#}
{%- macro duckdb__seconds_after(start_at, seconds) -%}
{{ start_at }} + to_microseconds(cast(({{ seconds }}) * 1000 as bigint) * 1000)
{%- endmacro -%}
