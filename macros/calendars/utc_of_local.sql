{#-
    The first moment, UTC, at which a zone's clock shows so many minutes after midnight, or later: an hour that
    comes twice counts from its first pass, one that is left out is the moment of the jump. Null without a day.
-#}
{%- macro utc_of_local(zone_day, minutes) -%}
{%- set midnight = 'cast(' ~ zone_day ~ '.local_date as timestamp)' -%}
{%- set before = seconds_after(midnight, minutes ~ ' * 60 - ' ~ zone_day ~ '.offset_before_seconds') -%}
{%- set after = seconds_after(midnight, minutes ~ ' * 60 - ' ~ zone_day ~ '.offset_after_seconds') -%}
case
    when {{ zone_day }}.changes_at is null or {{ before }} < {{ zone_day }}.changes_at then {{ before }}
    when {{ after }} > {{ zone_day }}.changes_at then {{ after }}
    else {{ zone_day }}.changes_at
end
{%- endmacro -%}
