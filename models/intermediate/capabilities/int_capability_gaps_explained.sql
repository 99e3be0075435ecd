with

capabilities as (

    select * from {{ ref('int_capabilities_unioned') }}

),

explained as (

    select
        port,
        column_name,
        {{ dbt.listagg('reason', "'; '", 'order by vendor, reason') }} as gap_reason

    from capabilities

    group by 1, 2

)

select * from explained
