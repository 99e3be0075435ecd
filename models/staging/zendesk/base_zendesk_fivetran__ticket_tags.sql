{{ config(enabled=plugged_in('zendesk', 'fivetran'), materialized='view') }}

{{ read_rows('zendesk_fivetran', 'ticket_tag') }}
