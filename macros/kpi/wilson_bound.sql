{#- One end of the 95 % Wilson interval of a share: side is -1 for the low, 1 for the high one. A double; null without trials. -#}
{%- macro wilson_bound(successes, trials, side) -%}
{%- set n = 'nullif(cast(' ~ trials ~ ' as ' ~ type_double() ~ '), 0)' -%}
{%- set k = 'cast(' ~ successes ~ ' as ' ~ type_double() ~ ')' -%}
case
    -- exact where rounding would end just beside 0 or 1
    when {{ trials }} > 0 and {{ successes }} = {{ trials if side > 0 else 0 }} then {{ 1 if side > 0 else 0 }}
    else (
        {{ k }} + 1.9207294
        + {{ side }} * 1.959964 * sqrt({{ k }} * ({{ n }} - {{ k }}) / {{ n }} + 0.9603647)
    ) / ({{ n }} + 3.8414588)
end
{%- endmacro -%}
