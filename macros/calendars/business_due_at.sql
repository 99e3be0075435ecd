{#-
    The first moment at which so many business seconds have passed since a start; the start itself for none, null
    beyond the calendar and for less than none. start_seconds: business_seconds_at the start; opening: the row
    joined by reaches_business_seconds(opening, schedule_number, start_seconds + allowed_seconds).
-#}
{%- macro business_due_at(opening, started_at, start_seconds, allowed_seconds) -%}
case
    when {{ allowed_seconds }} = 0 and {{ start_seconds }} is not null then {{ started_at }}
    when {{ allowed_seconds }} > 0
        then {{ seconds_after(opening ~ '.opens_at', start_seconds ~ ' + ' ~ allowed_seconds ~ ' - ' ~ opening ~ '.seconds_before') }}
end
{%- endmacro -%}
