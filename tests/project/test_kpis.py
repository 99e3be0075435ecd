"""A KPI is a folder: words, contract and tests, atoms, daily; and every list knows it."""

from __future__ import annotations

import csv
import re
from collections import Counter

from tests.project.breaks import (
    add,
    broken_by,
    changed,
    column,
    drop,
    put,
    reversed_columns,
    swap,
    unread,
    untested,
)
from tests.project.project import Node, Project, folder, forbid, types

KPIS = "models/marts/kpis"

SHAPE = {
    "kpi_id": "varchar",
    "variant_id": "varchar",
    "is_default_variant": "boolean",
    "metric_date": "date",
    "channel": "varchar",
    "team_id": "varchar",
    "priority": "varchar",
    "customer_segment": "varchar",
    "numerator": "decimal(38,3)",
    "denominator": "decimal(38,3)",
    "sum_of_squares": "decimal(38,6)",
    "pending_count": "bigint",
    "kpi_value": "double",
    "final_on": "date",
}

GRAIN = {"variant_id", "metric_date", "channel", "team_id", "priority", "customer_segment"}


def folders(project: Project) -> set[str]:
    return {path.split("/")[3] for path in project.matching(f"{KPIS}/*/*")}


def rows(project: Project, seed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(project.files[f"seeds/{seed}.csv"].splitlines()))


def atoms(project: Project, kpi: str) -> list[Node]:
    return [
        node
        for node in project.models.values()
        if folder(node) == f"{KPIS}/{kpi}" and node["name"] != f"fct_{kpi}_daily"
    ]


def dailies(project: Project) -> list[Node]:
    found = (project.model(f"fct_{kpi}_daily") for kpi in folders(project))
    return [node for node in found if node]


@broken_by(put(f"{KPIS}/mood/_mood__docs.md", ""), "mood: not in var kpis")
@broken_by(put(f"{KPIS}/mood/_mood__docs.md", ""), "mood: not in seeds/kpis.csv")
@broken_by(swap("dbt_project.yml", "kpis: [", "kpis: [mood, "), "mood: not in models/marts/kpis")
def test_the_lists_of_kpis_agree(project: Project) -> None:
    lists = {
        "models/marts/kpis": folders(project),
        "var kpis": set(project.settings["vars"]["kpis"]),
        "seeds/kpis.csv": {row["kpi_id"] for row in rows(project, "kpis")},
        "seeds/kpi_variants.csv": {row["kpi_id"] for row in rows(project, "kpi_variants")},
    }
    forbid(
        (
            f"{kpi}: not in {place}"
            for kpi in set().union(*lists.values())
            for place, known in lists.items()
            if kpi not in known
        ),
        "a KPI is a folder, a word in dbt_project.yml and rows in two seeds",
    )


@broken_by(swap("seeds/kpis.csv", "service-analytics", ""), "ticket_volume.owner")
@broken_by(swap("seeds/kpis.csv", "day of the decision", ""), "sla_adherence.anchor")
def test_the_registry_is_filled_in(project: Project) -> None:
    def may_be_blank(row: dict[str, str], field: str) -> bool:
        # more of a thing is neither better nor worse
        return field == "higher_is_better" and row["kind"] in ("count", "balance")

    forbid(
        (
            f"{row['kpi_id']}.{field}"
            for row in rows(project, "kpis")
            for field, value in row.items()
            if not (value or "").strip() and not may_be_blank(row, field)
        ),
        "fill every field of seeds/kpis.csv",
    )


@broken_by(swap("seeds/kpis.csv", ",tickets\n", ",visits\n"), "ticket_volume: visits")
@broken_by(unread("int_tickets_unioned"), "ticket_volume: tickets")
def test_the_absence_of_a_needed_port_is_noticed(project: Project) -> None:
    registry = project.model("dim_kpis")
    counters = project.parents(registry) if registry else ()
    counted = {read["name"] for counter in counters for read in project.parents(counter)}
    forbid(
        (
            f"{row['kpi_id']}: {port}"
            for row in rows(project, "kpis")
            for port in row["needed_ports"].split()
            if f"int_{port}_unioned" not in counted
        ),
        "dim_kpis knows that a KPI is unavailable only if a model it reads counts the port",
    )


@broken_by(swap("seeds/kpi_variants.csv", "true", "false"), "ticket_volume has 0")
@broken_by(swap("seeds/kpi_variants.csv", "false", "true"), "ticket_volume has 2")
def test_every_kpi_has_one_default_variant(project: Project) -> None:
    variants = rows(project, "kpi_variants")
    defaults = Counter(row["kpi_id"] for row in variants if row["is_default_variant"] == "true")
    forbid(
        (f"{kpi} has {defaults[kpi]}" for kpi in folders(project) if defaults[kpi] != 1),
        "mark exactly one variant in seeds/kpi_variants.csv as the default",
    )


@broken_by(drop(f"{KPIS}/fcr/_fcr__docs.md"), "_fcr__docs.md is missing")
@broken_by(changed("fct_fcr_contacts", original_file_path="a/b.sql"), "fct_fcr_<atoms>.sql is")
@broken_by(put(f"{KPIS}/fcr/contacts.sql", ""), "contacts.sql is not named fct_fcr_")
def test_every_kpi_has_its_four_files(project: Project) -> None:
    forbid(
        (
            *(
                f"{KPIS}/{kpi}/{name} is missing"
                for kpi in folders(project)
                for name in (f"_{kpi}__docs.md", f"_{kpi}__models.yml", f"fct_{kpi}_daily.sql")
                if f"{KPIS}/{kpi}/{name}" not in project.files
            ),
            *(
                f"{KPIS}/{kpi}/fct_{kpi}_<atoms>.sql is missing"
                for kpi in folders(project)
                if not atoms(project, kpi)
            ),
            *(
                f"{path} is not named fct_{path.split('/')[3]}_*"
                for path in project.matching(f"{KPIS}/*.sql")
                if not path.split("/")[-1].startswith(f"fct_{path.split('/')[3]}_")
            ),
        ),
        "words, contract and tests, atoms, daily: each KPI has all four",
    )


@broken_by(put(f"{KPIS}/fcr/_fcr__docs.md", ""), "fcr")
def test_every_kpi_is_put_in_words(project: Project) -> None:
    forbid(
        (
            kpi
            for kpi in folders(project)
            if f"{{% docs {kpi} %}}" not in project.files.get(f"{KPIS}/{kpi}/_{kpi}__docs.md", "")
        ),
        "define the KPI in a doc block of its own name in _<kpi>__docs.md",
    )


@broken_by(lambda project: project.manifest.update(unit_tests={}), "fct_fcr_contacts")
def test_every_definition_has_a_unit_test(project: Project) -> None:
    tested = {test["model"] for test in project.manifest["unit_tests"].values()}
    forbid(
        (
            node["name"]
            for kpi in folders(project)
            for node in atoms(project, kpi)
            if node["name"] not in tested
        ),
        "unit-test the atoms at the boundary, on rows you made up",
    )


@broken_by(column("fct_fcr_daily", "numerator", data_type="double"), "fct_fcr_daily: numerator")
@broken_by(reversed_columns("fct_fcr_daily"), "fct_fcr_daily: another order")
def test_every_daily_fact_has_the_shape(project: Project) -> None:
    forbid(
        (
            f"{node['name']}: {', '.join(off) or 'another order'}"
            for node in dailies(project)
            for off in [sorted({name for name, _ in SHAPE.items() ^ types(node).items()})]
            if list(SHAPE.items()) != list(types(node).items())
        ),
        f"a daily fact has exactly these columns: {', '.join(SHAPE)}",
    )


@broken_by(untested("fct_fcr_daily", "unique_grain"), "fct_fcr_daily")
def test_every_daily_fact_is_unique_by_its_grain(project: Project) -> None:
    forbid(
        (
            node["name"]
            for node in dailies(project)
            if GRAIN
            not in [
                set(test["columns"]) - {"kpi_id"} for test in project.tests(node, "unique_grain")
            ]
        ),
        f"add unique_grain on {', '.join(sorted(GRAIN))}",
    )


@broken_by(untested("fct_fcr_daily", "rolls_up_to"), "fct_fcr_daily")
def test_every_daily_fact_rolls_up_to_its_atoms(project: Project) -> None:
    def rolled_up(node: Node) -> str:
        return " ".join(str(test) for test in project.tests(node, "rolls_up_to"))

    forbid(
        (
            node["name"]
            for node in dailies(project)
            for kpi in [folder(node).rpartition("/")[2]]
            if not any(f"'{atom['name']}'" in rolled_up(node) for atom in atoms(project, kpi))
        ),
        "add the test rolls_up_to against the atoms of its own folder",
    )


@broken_by(unread("fct_fcr_daily"), "fct_fcr_daily")
def test_every_daily_fact_is_on_the_scorecard(project: Project) -> None:
    scorecard = project.model("fct_kpis_daily")
    united = scorecard["depends_on"]["nodes"] if scorecard else []
    forbid(
        (node["name"] for node in dailies(project) if node["unique_id"] not in united),
        "fct_kpis_daily unites every daily fact: name the KPI in var kpis",
    )


@broken_by(
    column("fct_fcr_contacts", "numerator", data_type="DOUBLE"), "fct_fcr_contacts.numerator"
)
def test_only_a_kpi_value_is_a_double(project: Project) -> None:
    forbid(
        (
            f"{node['name']}.{name}"
            for node in project.models.values()
            if folder(node).startswith((KPIS, "models/marts/core"))
            for name, data_type in types(node).items()
            if data_type in ("double", "float", "real") and name != "kpi_value"
        ),
        "weigh and sum in decimals; divide once, at the end",
    )


@broken_by(
    add(f"{KPIS}/fcr/fct_fcr_contacts.sql", "'gut_feeling' as variant_id"), "fcr: gut_feeling"
)
@broken_by(add(f"{KPIS}/fcr/fct_fcr_contacts.sql", "variant_id in ('net_7d', 'b')"), "fcr: b")
@broken_by(add("seeds/fcr_variants.csv", "net_90d,any,90,true\n"), "fcr: net_90d")
def test_variants_are_listed_before_they_are_coded(project: Project) -> None:
    def coded(kpi: str) -> set[str]:
        texts = "\n".join(project.matching(f"{KPIS}/{kpi}/*.sql").values())
        lists = "".join(re.findall(r"\bvariant_id (?:not )?in \(([^)]*)\)", texts))
        seed = f"seeds/{kpi}_variants.csv"
        return {
            *re.findall(r"'(\w+)' as variant_id\b", texts),
            *re.findall(r"\bvariant_id (?:=|<>) '(\w+)'", texts),
            *re.findall(r"'(\w+)'", lists),
            *(
                row["variant_id"]
                for row in (rows(project, f"{kpi}_variants") if seed in project.files else [])
            ),
        }

    listed = {(row["kpi_id"], row["variant_id"]) for row in rows(project, "kpi_variants")}
    forbid(
        (
            f"{kpi}: {variant}"
            for kpi in folders(project)
            for variant in coded(kpi)
            if (kpi, variant) not in listed
        ),
        "list the variant in seeds/kpi_variants.csv",
    )
