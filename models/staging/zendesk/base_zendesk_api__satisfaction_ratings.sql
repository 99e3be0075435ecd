{{ config(enabled=plugged_in('zendesk', 'api')) }}

{{ read_rows('zendesk_api', 'satisfaction_ratings') }}
