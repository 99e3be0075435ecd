{#-
    A select of every item of the JSON arrays in a column of a relation: the columns to keep, item (text, a
    string without its quotes, an object as its JSON) and item_number from 1. What is no array gives no row.
-#}
{%- macro json_items(relation, column, kept) -%}
{{ return(adapter.dispatch('json_items', 'frontline')(relation, column, kept)) }}
{%- endmacro -%}

{#- Two of these in one select list go side by side. -#}
{%- macro duckdb__json_items(relation, column, kept) -%}
select
    {{ kept | join(', ') }},
    unnest(items) as item,
    generate_subscripts(items, 1) as item_number
from (
    select
        {{ kept | join(', ') }},
        case when {{ is_json(column, 'array') }} then json_extract_string({{ column }}, '$[*]') end as items
    from {{ relation }}
) as listed
{%- endmacro -%}
