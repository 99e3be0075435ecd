with

undeclared as (

    {%- for source_name, table_name, column_name in undeclared_columns() %}

    select
        '{{ source_name }}' as source_name,
        '{{ table_name }}' as table_name,
        '{{ column_name | replace("'", "''") }}' as raw_column
    {{ 'union all' if not loop.last }}
    {%- else %}

    select
        cast(null as {{ dbt.type_string() }}) as source_name,
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as raw_column
    where 1 = 0
    {%- endfor %}

)

select * from undeclared
