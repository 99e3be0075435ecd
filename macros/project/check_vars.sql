{#- Stops a run, before its first model, whose variables would build empty or wrong facts without a word. -#}
{%- macro check_vars() -%}
{%- if execute -%}
{%- if var('customer_activity') not in ['subscriptions', 'orders'] -%}
{%- do refuse_var('customer_activity', 'subscriptions or orders') -%}
{%- endif -%}
{%- if var('fiscal_year_starts_in_month') | int not in range(1, 13) -%}
{%- do refuse_var('fiscal_year_starts_in_month', 'a month from 1 to 12') -%}
{%- endif -%}
{%- if not modules.re.match('[A-Z]{3}$', var('reporting_currency') | string) -%}
{%- do refuse_var('reporting_currency', 'an ISO 4217 code such as EUR') -%}
{%- endif -%}
{%- set zones = run_query(known_time_zones()).columns[0].values() -%}
{%- if var('reporting_time_zone') not in zones -%}
{%- do refuse_var('reporting_time_zone', 'a zone of the tz database such as Europe/Berlin') -%}
{%- endif -%}
{%- endif -%}
{%- endmacro -%}
