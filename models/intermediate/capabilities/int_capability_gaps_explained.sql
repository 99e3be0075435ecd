with

capabilities as (

    select * from {{ ref('int_capabilities_unioned') }}

),

explained as (

    select
        port,
        column_name,
        {{ dbt.listagg('gap_reason', "'; '", 'order by vendor, gap_reason') }} as gap_reason

    from capabilities

    group by 1, 2

)

select * from explained
