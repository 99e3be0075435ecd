-- What the extracts of the plugged-in helpdesk cannot tell, port by port: these columns are null.
with

capabilities as (

    select * from {{ ref('zendesk_capabilities') }}

)

select *

from capabilities

order by port, column_name
