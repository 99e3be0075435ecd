{#- How many days dim_dates has: from var calendar_starts_on to the end of the year after as_of, as a Jinja integer. -#}
{%- macro calendar_days() -%}
{%- set datetime = modules.datetime.datetime -%}
{%- set year = (var('as_of') or run_started_at.strftime('%Y')) | string -%}
{%- set last_day = datetime(year[:4] | int + 1, 12, 31) -%}
{{ return((last_day - datetime.strptime(var('calendar_starts_on'), '%Y-%m-%d')).days + 1) }}
{%- endmacro -%}
