{{ config(enabled=plugged_in('qualtrics', 'fivetran')) }}

{{ read_rows('qualtrics_fivetran', 'directory_contact') }}
