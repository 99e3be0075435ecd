{{ config(enabled=plugged_in('zendesk', 'fivetran')) }}

{{ read_rows('zendesk_fivetran', 'sla_policy_metric_history') }}
