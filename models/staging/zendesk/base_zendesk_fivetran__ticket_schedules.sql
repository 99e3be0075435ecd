{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

{{ read_rows('zendesk_fivetran', 'ticket_schedule') }}
