-- Evidence for decision 9: what the ports received from all vendors together.
with

ports as (

    select * from {{ ref('int_port_rows_counted') }}

)

select *

from ports

order by port
