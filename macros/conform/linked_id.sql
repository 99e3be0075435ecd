{#-
    What an extract of `custom` refers to, as the ports know it: an id written whole, such as vendor:main:205, is
    that of another vendor this company has; any other is custom's own. Null stays null.
-#}
{%- macro linked_id(column) -%}
case
    when {{ column }} like '%:%:%' and {{ dbt.split_part(column, "':'", 1) }} in ('{{ var('vendors') | join("', '") }}')
        then {{ column }}
    else {{ vendor_id('custom', column) }}
end
{%- endmacro -%}
