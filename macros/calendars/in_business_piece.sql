{#- Join condition: the one piece of a schedule that holds a moment; no piece where either is null. -#}
{%- macro in_business_piece(piece, schedule_number, happened_at) -%}
{{ piece }}.schedule_number = {{ schedule_number }}
and {{ piece }}.calendar_date = cast({{ happened_at }} as date)
and {{ piece }}.starts_at <= {{ happened_at }}
and {{ piece }}.ends_at > {{ happened_at }}
{%- endmacro -%}
