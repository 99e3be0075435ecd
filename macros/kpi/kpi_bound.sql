{#- One end of the 95 % interval of a KPI of some kind from a relation with its sums: side is -1 or 1. A double; null for kinds without one. -#}
{%- macro kpi_bound(kind, sums, side) -%}
case
    when {{ kind }} in ('share', 'rolling_share')
        then {{ wilson_bound(sums ~ '.numerator', sums ~ '.denominator', side) | indent(8) }}
    when {{ kind }} in ('mean', 'rolling_mean')
        then {{ mean_bound(sums ~ '.numerator', sums ~ '.sum_of_squares', sums ~ '.denominator', side) | indent(8) }}
end
{%- endmacro -%}
