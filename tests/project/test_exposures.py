"""Whoever reads the numbers is listed, with what they really read, and reads marts only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.project.breaks import Break, broken_by, put, reads
from tests.project.project import Node, Project, folder, forbid

SCORECARD = "models/marts/scorecard"


def exposed(project: Project, name: str) -> set[str]:
    """Names of what the exposure reads."""
    exposure = project.manifest["exposures"].get(f"exposure.frontline.{name}")
    return {node["name"] for node in project.parents(exposure)} if exposure else set()


def also(exposure: str, model: str) -> Break:
    """Let an exposure read one model more."""

    def change(project: Project) -> None:
        found = project.manifest["exposures"][f"exposure.frontline.{exposure}"]
        node = project.model(model)
        assert node is not None
        found["depends_on"]["nodes"].append(node["unique_id"])

    return change


def unexposed(model: str) -> Break:
    """Let no exposure read the model."""

    def change(project: Project) -> None:
        for exposure in project.manifest["exposures"].values():
            nodes = exposure["depends_on"]["nodes"]
            nodes[:] = [key for key in nodes if key != f"model.frontline.{model}"]

    return change


def starters(project: Project) -> Iterator[Node]:
    """Queries that an analyst starts from; those beside decisions are evidence."""
    for node in project.of_type("analysis").values():
        if folder(node) == "analyses":
            yield node


@broken_by(also("scorecard", "int_tickets_unioned"), "scorecard reads int_tickets_unioned")
def test_exposures_read_marts_only(project: Project) -> None:
    forbid(
        (
            f"{exposure['name']} reads {parent['name']}"
            for exposure in project.manifest["exposures"].values()
            for parent in project.parents(exposure)
            if not folder(parent).startswith("models/marts/")
        ),
        "only marts are published; bring what is missing into a mart",
    )


@broken_by(unexposed("fct_benchmarks_daily"), "fct_benchmarks_daily")
def test_every_scorecard_table_has_a_reader(project: Project) -> None:
    read = {
        parent["unique_id"]
        for reader in [*project.manifest["exposures"].values(), *project.models.values()]
        for parent in project.parents(reader)
    }
    forbid(
        (
            node["name"]
            for key, node in project.models.items()
            if folder(node) == SCORECARD and key not in read
        ),
        "name in models/exposures.yml who reads the table, or delete it",
    )


@broken_by(put("scripts/scorecard/a.py", "from marts.fct_tickets"), "fct_tickets")
@broken_by(also("scorecard", "fct_tickets"), "fct_tickets")
def test_the_scorecard_reads_what_its_exposure_says(project: Project) -> None:
    texts = "\n".join(project.matching("scripts/scorecard/*.py").values())
    forbid(
        set(re.findall(r"\b(?:from|join) marts\.(\w+)", texts)) ^ exposed(project, "scorecard"),
        "the exposure scorecard lists the tables that scripts/scorecard reads, and no other",
    )


@broken_by(reads("fcr_side_by_side", "fct_fcr_contacts"), "fct_fcr_contacts")
@broken_by(also("starter_queries", "fct_fcr_daily"), "fct_fcr_daily")
def test_the_starter_queries_read_what_their_exposure_says(project: Project) -> None:
    read = {
        parent["name"]
        for query in starters(project)
        for parent in project.parents(query)
        if folder(parent).startswith("models/marts/")
    }
    forbid(
        read ^ exposed(project, "starter_queries"),
        "the exposure starter_queries lists the marts that analyses/*.sql read, and no other",
    )


@broken_by(put("analyses/a.sql", "select 1"), "analyses/a.sql")
def test_starter_queries_say_what_they_answer(project: Project) -> None:
    forbid(
        (
            path
            for path, text in project.matching("analyses/*.sql").items()
            if not re.match(r"(\{\{.*\}\}\s+)?-- \S", text)
        ),
        "open with a comment: the question that the query answers",
    )
