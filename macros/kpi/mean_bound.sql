{#- One end of the 95 % interval of a mean, from sum, sum of squares and number: side is -1 or 1. A double; null below two atoms, or weights that add up to less. -#}
{%- macro mean_bound(total, squares, trials, side) -%}
{%- set n = 'nullif(cast(' ~ trials ~ ' as ' ~ type_double() ~ '), 0)' -%}
{%- set s = 'cast(' ~ total ~ ' as ' ~ type_double() ~ ')' -%}
{%- set variance = '(cast(' ~ squares ~ ' as ' ~ type_double() ~ ') - ' ~ s ~ ' * ' ~ s ~ ' / ' ~ n ~ ') / ' ~ n -%}
case
    -- rounding can leave equal values with a variance just below zero
    when {{ trials }} >= 2
        then {{ s }} / {{ n }} + {{ side }} * 1.959964 * sqrt(greatest({{ variance }} / {{ n }}, 0))
end
{%- endmacro -%}
