{{ config(enabled=plugged_in('zendesk')) }}

{{ read_rows('zendesk_talk', 'call_legs') }}
