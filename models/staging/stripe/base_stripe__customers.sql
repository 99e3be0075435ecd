{{ config(enabled=plugged_in('stripe')) }}

{{ read_rows('stripe', 'customers') }}
