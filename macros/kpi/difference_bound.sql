{#-
    One end of the 95 % interval of the difference of two values that know nothing of each other: side is -1 or 1.
    Takes two aliases with columns own_value, low and high; built from how far each interval reaches, so that around
    means it is 1.96 unpooled standard errors, and a share of 0 or all is not taken for certain. A double; null if
    either has no interval, or both no width.
-#}
{%- macro difference_bound(later, earlier, side) -%}
{%- set rise = '(' ~ later ~ '.high - ' ~ later ~ '.own_value)' -%}
{%- set fall = '(' ~ later ~ '.own_value - ' ~ later ~ '.low)' -%}
{%- set earlier_rise = '(' ~ earlier ~ '.high - ' ~ earlier ~ '.own_value)' -%}
{%- set earlier_fall = '(' ~ earlier ~ '.own_value - ' ~ earlier ~ '.low)' -%}
{%- set reach, earlier_reach = (rise, earlier_fall) if side > 0 else (fall, earlier_rise) -%}
case
    when {{ later }}.low < {{ later }}.high or {{ earlier }}.low < {{ earlier }}.high
        then {{ later }}.own_value - {{ earlier }}.own_value
            + {{ side }} * sqrt({{ reach }} * {{ reach }} + {{ earlier_reach }} * {{ earlier_reach }})
end
{%- endmacro -%}
