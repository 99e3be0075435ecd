-- What became of every raw row: by file, how many were kept, were duplicates, or were rejected, why,
-- and where the first of them stands.
{%- set readers = [] %}
{%- for node in graph.nodes.values() if node.resource_type == 'model' and node.name.startswith('base_') %}
    {%- do readers.append(node) %}
{%- endfor %}
with

raw_rows as (

    {%- for node in readers | sort(attribute='name') %}
    select
        '{{ node.name }}' as base_model,
        _extract_file,
        _extract_row,
        row_fate

    from {{ node.relation_name }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        cast(null as {{ dbt.type_string() }}) as base_model,
        cast(null as {{ dbt.type_string() }}) as _extract_file,
        cast(null as bigint) as _extract_row,
        cast(null as {{ dbt.type_string() }}) as row_fate

    where 1 = 0
    {%- endfor %}

)

select
    base_model,
    _extract_file,
    row_fate,
    count(*) as row_count,
    min(_extract_row) as first_row

from raw_rows

group by 1, 2, 3

order by 1, 2, 3
