-- What: where tables of a vendor lie, one of them at least is read.
-- Why: extracts of another shape than the one that is read would build an empty helpdesk.
-- How to fix: say in var sources.<vendor>.shape how the tables landed.
{%- set read = [] -%}
{%- for node in (graph.nodes.values() if execute else []) if node.resource_type == 'model' -%}
{%- do read.extend(node.depends_on.nodes) -%}
{%- endfor %}

with

existing as (

    {{ existing_tables() | indent(4) }}

),

declared as (

    {#- what landing keeps for itself is no vendor's #}
    {% for source in (graph.sources.values() if execute else [])
        if source.unique_id in read and source.source_name not in ['landing', 'secrets'] %}
    select
        '{{ source.database }}' as database_name,
        '{{ source.schema }}' as schema_name,
        '{{ source.identifier }}' as table_name

    union all

    {% endfor %}
    select
        cast(null as {{ dbt.type_string() }}) as database_name,
        cast(null as {{ dbt.type_string() }}) as schema_name,
        cast(null as {{ dbt.type_string() }}) as table_name

),

strangers as (

    select
        existing.database_name,
        existing.schema_name,
        min(existing.table_name) as unread_table

    from existing

    left join declared
        on existing.database_name = declared.database_name
        and existing.schema_name = declared.schema_name
        and existing.table_name = declared.table_name

    where declared.table_name is null

    group by 1, 2

),

found as (

    select
        declared.database_name,
        declared.schema_name,
        count(existing.table_name) as table_count

    from declared

    left join existing
        on declared.database_name = existing.database_name
        and declared.schema_name = existing.schema_name
        and declared.table_name = existing.table_name

    group by 1, 2

)

select
    found.schema_name,
    strangers.unread_table

from found

inner join strangers
    on found.database_name = strangers.database_name
    and found.schema_name = strangers.schema_name

where found.table_count = 0
