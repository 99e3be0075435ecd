{#- Join condition: the one opening in which a schedule's running total reaches so many seconds; none if null. -#}
{%- macro reaches_business_seconds(opening, schedule_number, running_seconds) -%}
{{ opening }}.schedule_number = {{ schedule_number }}
and {{ opening }}.seconds_bucket = {{ seconds_bucket(running_seconds) }}
and {{ opening }}.seconds_before < {{ running_seconds }}
and {{ opening }}.seconds_to >= {{ running_seconds }}
{%- endmacro -%}
