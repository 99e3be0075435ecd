{#- The moment the numbers speak of, as a naive UTC timestamp: var as_of, else the start of the run. -#}
{%- macro as_of_at() -%}
{%- set moment = (var('as_of') or run_started_at.strftime('%Y-%m-%d %H:%M:%S')) | string -%}
{%- if not modules.re.match(
    '[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)'
    '([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?)?(Z|[+-]00(:?00)?)?$', moment
) -%}
{%- do exceptions.raise_compiler_error(
    'as_of (AS_OF of make) is no moment: ' ~ moment ~ '. Write it in UTC, like 2026-10-01 00:00:00.'
) -%}
{%- endif -%}
cast('{{ moment }}' as timestamp)
{%- endmacro -%}
