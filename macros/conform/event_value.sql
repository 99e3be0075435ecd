{#- What a ticket event changed from or to: the vocabulary's word, or the id of a team, agent or ticket. -#}
{%- macro event_value(vendor, events, column, words) -%}
case
    when {{ events }}.{{ column }} is null then null
    when {{ events }}.value_vocabulary is not null then coalesce({{ words }}.port_word, 'unmapped')
    else {{ vendor_id(vendor, events ~ '.' ~ column) }}
end
{%- endmacro -%}
