{#- An ISO text as a naive UTC timestamp; an offset is honoured, none means UTC; null where it is no time. -#}
{%- macro parse_utc(column) -%}
{{ return(adapter.dispatch('parse_utc', 'frontline')(column)) }}
{%- endmacro -%}

{#- A text that names no zone must not meet timestamptz, which would read it in the session's zone;
    the usual Z needs no such detour, and its usual length no regular expression; words such as infinity are no times. -#}
{%- macro duckdb__parse_utc(column) -%}
case
    when {{ column }} like '____-__-__T__:__:__Z' and {{ column }} between '0' and ':' and not contains({{ column }}, ' ')
        then try_cast({{ column }} as timestamp)
    when regexp_matches({{ column }}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+Z?)?$')
        then try_cast({{ column }} as timestamp)
    when regexp_matches({{ column }}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+ ?([zZ]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$')
        then timezone(
            'UTC', try_cast(regexp_replace({{ column }}, ' ?([+-][0-9]{2}):?([0-9]{2})$', '\1:\2') as timestamptz)
        )
end
{%- endmacro -%}
