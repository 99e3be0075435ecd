-- Evidence for decision 10: the rows of each port, written once and no longer twice.
with

ports as (

    select * from {{ ref('int_port_rows_counted') }}

)

select *

from ports

order by port
