{{ config(enabled=plugged_in('custom')) }}

{{ read_rows('custom', 'ticket_schedules') }}
