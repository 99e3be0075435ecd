-- Every KPI on the scorecard, one after another, in one shape.
{{ union_kpis() }}
