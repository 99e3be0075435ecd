{#-
    The four weights of an atom of a mean: boolean expressions for judged and too recent to judge, the value, and
    what the atom counts for, 1 unless given; both decimal(18, 3).
-#}
{%- macro mean_weights(is_judged, value, is_pending, weight=none) -%}
{%- set times = ' * cast(' ~ weight ~ ' as decimal(19, 3))' if weight else '' -%}
cast(case when {{ is_judged }} then {{ value }}{{ times }} else 0 end as decimal(18, 3)) as numerator,
cast(case when {{ is_judged }} then {{ weight or 1 }} else 0 end as decimal(18, 3)) as denominator,
cast(case when {{ is_judged }} then {{ squared(value) }}{{ times }} else 0 end as decimal(38, 6)) as sum_of_squares,
case when {{ is_pending }} then 1 else 0 end as pending_count
{%- endmacro -%}
