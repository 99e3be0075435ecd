{{ config(materialized='view') }}

-- Every KPI on the scorecard, one after another, in one shape. The rows are stored once, in the daily facts.
{{ union_kpis() }}
