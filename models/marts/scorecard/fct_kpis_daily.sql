-- Every KPI on the scorecard, one after another, in one shape; the daily facts hold the rows.
{{ union_kpis() }}
