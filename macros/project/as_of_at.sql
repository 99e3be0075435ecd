{#- The moment the numbers speak of, as a naive UTC timestamp: var as_of, else the start of the run. -#}
{%- macro as_of_at() -%}
{%- set moment = (var('as_of') or run_started_at.strftime('%Y-%m-%d %H:%M:%S')) | string -%}
{%- if not modules.re.match(
    '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
    '([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$', moment
) -%}
{%- do exceptions.raise_compiler_error(
    'as_of (AS_OF of make) is no moment: ' ~ moment ~ '. Write it like 2026-10-01 00:00:00; it is UTC.'
) -%}
{%- endif -%}
cast('{{ moment }}' as timestamp)
{%- endmacro -%}
