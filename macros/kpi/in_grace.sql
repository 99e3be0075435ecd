{#- Whether activity that ended on a day may still go on, as a boolean: var customer_grace_days are not over. A null day is false. -#}
{%- macro in_grace(ends_on) -%}
coalesce(
    {{ ends_on }} < {{ reporting_date(as_of_at()) }}
    and {{ reporting_date(as_of_at()) }} <= {{ plus_days(ends_on, var('customer_grace_days') + 1) }},
    false
)
{%- endmacro -%}
