"""Times have percentiles; targets and benchmarks speak of what there is."""

from __future__ import annotations

from collections import Counter

from tests.project.breaks import add, broken_by, swap
from tests.project.project import Project, forbid
from tests.project.test_kpis import atoms, rows

SETTINGS = "dbt_project.yml"
BENCHMARK = "b1,fcr,net_{},0.7,mean,indicative,true,all,US,all,2024,,survey,A,B,C,70,%\n"


@broken_by(swap(SETTINGS, "    resolution_time: fct_resolution_time_tickets\n", ""), "resolution_t")
@broken_by(swap(SETTINGS, "resolution_time: fct_res", "resolution_time: fct_fcr_"), "resolution_t")
@broken_by(swap(SETTINGS, "    resolution_time: fct_", "    fcr: fct_"), "fcr")
def test_every_time_has_percentiles_of_its_own_atoms(project: Project) -> None:
    given = project.settings["vars"]["kpi_distributions"]
    times = {row["kpi_id"] for row in rows(project, "kpis") if (row["unit"]) == "s"}
    forbid(
        (
            kpi
            for kpi in times | given.keys()
            if kpi not in times
            or given.get(kpi) not in {node["name"] for node in atoms(project, kpi)}
        ),
        "var kpi_distributions names the atoms of every KPI in seconds, and of no other",
    )


@broken_by(add("seeds/kpi_targets.csv", "fcr,net_8d,0.7,,2020-01-01,,true\n"), "target: fcr net_8d")
@broken_by(add("seeds/kpi_targets.csv", "nps,all,0.7,,2020-01-01,,true\n"), "target: nps all")
@broken_by(add("seeds/benchmarks.csv", BENCHMARK.format("8d")), "benchmark: fcr net_8d")
def test_targets_and_benchmarks_name_listed_variants(project: Project) -> None:
    listed = {(row["kpi_id"], row["variant_id"]) for row in rows(project, "kpi_variants")}
    built = {kpi for kpi, _ in listed}
    forbid(
        (
            *(
                f"target: {row['kpi_id']} {row['variant_id']}"
                for row in rows(project, "kpi_targets")
                if (row["kpi_id"], row["variant_id"]) not in listed
            ),
            *(
                f"benchmark: {row['kpi_id']} {row['variant_id']}"
                for row in rows(project, "benchmarks")
                if row["kpi_id"] in built and row["variant_id"]
                if (row["kpi_id"], row["variant_id"]) not in listed
            ),
        ),
        "name a variant of seeds/kpi_variants.csv; for a KPI not built yet a benchmark may wait",
    )


@broken_by(
    swap("seeds/kpis.csv", "Transfer rate,share", "Transfer rate,rate"), "transfer_rate_sqm_group_1"
)
def test_a_published_rate_says_for_how_many_days_it_is(project: Project) -> None:
    rates = {row["kpi_id"] for row in rows(project, "kpis") if row["kind"] == "rate"}
    forbid(
        (
            row["benchmark_id"]
            for row in rows(project, "benchmarks")
            if row["kpi_id"] in rates and not row["period_days"]
        ),
        "a rate grows with its days: fill period_days in seeds/benchmarks.csv",
    )


@broken_by(add("seeds/benchmarks.csv", BENCHMARK.format("7d")), "fcr net_7d has 2")
def test_a_variant_has_one_headline_at_most(project: Project) -> None:
    headlines = Counter(
        f"{row['kpi_id']} {row['variant_id']}"
        for row in rows(project, "benchmarks")
        if row["is_headline"] == "true"
    )
    forbid(
        (f"{variant} has {number}" for variant, number in headlines.items() if number > 1),
        "the scorecard has room for one benchmark: mark one in seeds/benchmarks.csv as headline",
    )
