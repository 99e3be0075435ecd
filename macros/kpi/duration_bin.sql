{#-
    The bin of a duration in seconds, as an integer: ceil(ln(ms) / ln(g)) of its whole milliseconds.
    From 1 ms on; zero and negative are in bin -1; null stays null. bin_seconds() is the way back.
-#}
{%- macro duration_bin(seconds) -%}
case
    when {{ seconds }} < 0.001 then -1
    else cast(ceil(ln(cast(cast({{ seconds }} * 1000 as bigint) as {{ type_double() }})) / {{ log_growth() }}) as integer)
end
{%- endmacro -%}
