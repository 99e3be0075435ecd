{{ config(enabled=plugged_in('custom')) }}

{{ read_rows('custom', 'survey_invitations') }}
