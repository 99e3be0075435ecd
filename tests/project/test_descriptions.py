"""Everything is described, and what two models share is described once."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from tests.project.breaks import add, broken_by, changed, column, put, swap
from tests.project.project import Node, Project, forbid

DOC_BLOCK = re.compile(r"\{%-?\s*docs\s+(\w+)\s*-?%\}")
DOC_CALL = re.compile(r"\bdoc\(\s*['\"](\w+)['\"]\s*\)")
MACRO = re.compile(r"\{%-?\s*(?:macro|test)\s+(\w+)")


def described(project: Project) -> Iterator[Node]:
    yield from project.models.values()
    yield from project.seeds.values()
    yield from project.sources.values()
    yield from project.manifest["exposures"].values()


@broken_by(changed("dim_teams", description=" "), "model.frontline.dim_teams")
@broken_by(changed("kpis", description=""), "seed.frontline.kpis")
@broken_by(changed("custom.teams", description=""), "source.frontline.custom.teams")
@broken_by(changed("custom.teams", source_description=""), "source custom")
def test_everything_is_described(project: Project) -> None:
    forbid(
        (
            *(node["unique_id"] for node in described(project) if not node["description"].strip()),
            *(
                f"source {source['source_name']}"
                for source in project.sources.values()
                if not source["source_description"].strip()
            ),
        ),
        "write a description: what one row is",
    )


@broken_by(column("dim_teams", "team_id", description=""), "dim_teams.team_id")
@broken_by(changed("kpis", columns={}), "kpis: no columns")
def test_every_column_is_described(project: Project) -> None:
    columned = (project.models | project.seeds).values()
    forbid(
        (
            *(f"{node['name']}: no columns at all" for node in columned if not node["columns"]),
            *(
                f"{node['name']}.{name}"
                for node in columned
                for name, column in node["columns"].items()
                if not column["description"].strip()
            ),
        ),
        "describe the column",
    )


@broken_by(swap("seeds/kpis.csv", "kpi_name", "kpi_title"), "kpis: kpi_name, kpi_title")
def test_seeds_describe_the_columns_they_have(project: Project) -> None:
    def header(seed: Node) -> list[str]:
        return next(csv.reader(project.files[seed["original_file_path"]].splitlines()))

    forbid(
        (
            f"{seed['name']}: {', '.join(sorted(set(header(seed)) ^ seed['columns'].keys()))}"
            for seed in project.seeds.values()
            if set(header(seed)) != seed["columns"].keys()
        ),
        "the YAML of a seed lists the columns of its CSV",
    )


@broken_by(column("dim_teams", "team_id", doc_blocks=[]), "dim_teams.team_id")
def test_shared_columns_are_described_once(project: Project) -> None:
    # inside a vendor's folder words are the vendor's own
    models = [
        node for node in project.models.values() if not node["name"].startswith(("base_", "prep_"))
    ]
    uses = Counter(name for node in models for name in node["columns"])
    forbid(
        (
            f"{node['name']}.{name}"
            for node in models
            for name, column in node["columns"].items()
            if uses[name] > 1 and f"doc.frontline.{name}" not in column["doc_blocks"]
        ),
        "a column of several models says '{{ doc(\"<its name>\") }}', and columns.md explains it",
    )


@broken_by(add("models/columns.md", "{% docs idle %}x{% enddocs %}"), "idle in models/columns.md")
def test_no_doc_block_is_unused(project: Project) -> None:
    blocks = {
        block: path
        for path, text in project.matching("models/*.md").items()
        for block in DOC_BLOCK.findall(text)
    }
    called = {
        block for text in project.matching("*.yml").values() for block in DOC_CALL.findall(text)
    }
    forbid(
        (
            f"{block} in {path}"
            for block, path in blocks.items()
            if block not in called and not block.startswith("__")
        ),
        "use the doc block or delete it",
    )


@broken_by(put("macros/a.sql", "{% macro a() %}"), "macros/a.sql")
@broken_by(put("tests/generic/a.sql", "\n{#- a -#}"), "tests/generic/a.sql")
def test_macros_and_generic_tests_say_what_they_return(project: Project) -> None:
    forbid(
        (
            path
            for path, text in project.matching("macros/*.sql", "tests/generic/*.sql").items()
            if not re.match(r"\{#-?\s+\S", text)
        ),
        "the first line is a Jinja comment: what it returns, how it treats null",
    )


@broken_by(put("macros/a.sql", "{% macro a() %}{%- macro b() %}"), "macros/a.sql holds a, b")
@broken_by(put("tests/generic/a.sql", "{% test b() %}"), "tests/generic/a.sql holds b")
def test_a_macro_file_holds_one_public_macro(project: Project) -> None:
    def public(text: str) -> list[str]:
        return [name for name in MACRO.findall(text) if "__" not in name]

    forbid(
        (
            f"{path} holds {', '.join(public(text)) or 'none'}"
            for path, text in project.matching("macros/*.sql", "tests/generic/*.sql").items()
            if public(text) != [path.rpartition("/")[2].removesuffix(".sql")]
        ),
        "one public macro a file, named after it",
    )
