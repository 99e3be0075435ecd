{#- The zone names that the engine can convert, as a select with the column time_zone. Abbreviations are no names. -#}
{%- macro known_time_zones() -%}
{{ return(adapter.dispatch('known_time_zones', 'frontline')()) }}
{%- endmacro -%}

{#- The engine also takes three letters such as IST, which mean India to it and Israel to others. -#}
{%- macro duckdb__known_time_zones() -%}
select name as time_zone
from pg_timezone_names()
where name in ('UTC', 'GMT') or not regexp_matches(name, '^(SystemV/.*|[A-Z]{3})$')
{%- endmacro -%}
