{#-
    The value that a column has last had in its partition up to a row, or has next from it on if next is true; what is
    null is passed over, and null is told only where there is none.
-#}
{%- macro known_value(column, partition_by, order_by, next=false) -%}
{{ return(adapter.dispatch('known_value', 'frontline')(column, partition_by, order_by, next)) }}
{%- endmacro -%}

{%- macro default__known_value(column, partition_by, order_by, next) -%}
{{ 'first' if next else 'last' }}_value({{ column }} ignore nulls) over (
    partition by {{ partition_by }}
    order by {{ order_by }}
    rows between {{ 'current row and unbounded following' if next else 'unbounded preceding and current row' }}
)
{%- endmacro -%}
