{{ config(enabled=plugged_in('salesforce')) }}

{{ read_rows('salesforce', 'contract') }}
