{#-
    Seconds that a schedule was open from the start of the calendar to a moment, from the piece that holds it:
    the difference of two is the business time between them. Null where no piece was joined or the moment is null.
-#}
{%- macro business_seconds_at(piece, happened_at) -%}
cast({{ piece }}.seconds_before + case
    when {{ happened_at }} <= {{ piece }}.opens_at then 0
    when {{ happened_at }} >= {{ piece }}.closes_at then {{ piece }}.open_seconds
    else {{ seconds_between(piece ~ '.opens_at', happened_at) }}
end as decimal(18, 3))
{%- endmacro -%}
