{{ config(enabled=plugged_in('amazon_connect')) }}

{{ read_rows('amazon_connect', 'contact_records') }}
