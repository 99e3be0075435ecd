{{ config(enabled=plugged_in('qualtrics', 'export')) }}

{{ read_rows('qualtrics_export', 'responses') }}
