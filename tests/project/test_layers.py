"""Data flows one way: raw, staging, intermediate, marts/core, marts/kpis/<kpi>, marts/scorecard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.project.breaks import broken_by, changed, reads, unread, untested
from tests.project.project import Node, Project, folder, forbid
from tests.project.sql import plain

LAYERS = (
    "models/staging",
    "models/intermediate",
    "models/marts/core",
    "models/marts/kpis",
    "models/marts/scorecard",
)

#: In these a folder is a stranger to the next: no vendor reads a vendor, no KPI a KPI.
SEALED = {LAYERS.index("models/staging"), LAYERS.index("models/marts/kpis")}

STAGING = LAYERS.index("models/staging")


def rank(node: Node) -> int:
    """Position of a model's layer, -1 for none."""
    where = folder(node) + "/"
    return next((i for i, layer in enumerate(LAYERS) if where.startswith(layer + "/")), -1)


def edges(project: Project, kind: str = "model") -> Iterator[tuple[Node, Node]]:
    """Every pair of a model and a model, or source table, that it reads."""
    for node in project.models.values():
        for parent in project.parents(node):
            if parent["resource_type"] == kind:
                yield node, parent


def is_own(source: Node) -> bool:
    """Whether landing writes the table itself, and no vendor delivers it."""
    return source["source_name"] in ("secrets", "landing")


@broken_by(changed("dim_teams", original_file_path="models/x.sql"), "models/x.sql")
def test_every_model_is_in_a_layer(project: Project) -> None:
    forbid(
        (node["original_file_path"] for node in project.models.values() if rank(node) < 0),
        f"move the model into one of {', '.join(LAYERS)}",
    )


@broken_by(reads("int_teams_unioned", "fct_fcr_daily"), "int_teams_unioned reads fct_fcr_daily")
@broken_by(reads("fct_fcr_daily", "fct_kpis_daily"), "fct_fcr_daily reads fct_kpis_daily")
@broken_by(reads("dim_teams", "fct_fcr_daily"), "dim_teams reads fct_fcr_daily")
def test_no_model_reads_a_later_layer(project: Project) -> None:
    forbid(
        (
            f"{node['name']} reads {parent['name']}"
            for node, parent in edges(project)
            if rank(parent) > rank(node)
        ),
        "data flows one way; move what both need into an earlier layer",
    )


@broken_by(reads("fct_fcr_daily", "fct_ticket_volume_daily"), "reads fct_ticket_volume_daily")
@broken_by(
    changed("base_custom__teams", original_file_path="models/staging/b/c.sql"),
    "stg_custom__teams reads",
)
def test_vendors_and_kpis_are_sealed(project: Project) -> None:
    forbid(
        (
            f"{node['name']} reads {parent['name']}"
            for node, parent in edges(project)
            if rank(node) == rank(parent) in SEALED and folder(node) != folder(parent)
        ),
        "a vendor or KPI reads no other; what two share stands in intermediate or marts/core",
    )


@broken_by(reads("dim_teams", "stg_custom__teams"), "dim_teams reads stg_custom__teams")
@broken_by(reads("int_contacts_unioned", "stg_custom__teams"), "int_contacts_unioned reads stg")
@broken_by(reads("int_teams_unioned", "base_custom__teams"), "reads base_custom__teams")
def test_only_port_unions_read_staging(project: Project) -> None:
    forbid(
        (
            f"{node['name']} reads {parent['name']}"
            for node, parent in edges(project)
            if rank(parent) == STAGING != rank(node)
            and not (
                parent["name"].startswith("stg_")
                and "macro.frontline.union_port" in node["depends_on"]["macros"]
            )
        ),
        "read the port, int_<port>_unioned; union_port() alone reads stg_ models, nothing a base",
    )


@broken_by(reads("int_teams_unioned", "custom.teams"), "int_teams_unioned reads custom.teams")
@broken_by(reads("stg_custom__teams", "custom.teams"), "stg_custom__teams reads custom.teams")
@broken_by(reads("dim_teams", "secrets.pseudonym_key"), "dim_teams reads secrets")
@broken_by(reads("base_custom__teams", "landing.phone_numbers"), "base_custom__teams reads landing")
def test_only_base_models_read_raw(project: Project) -> None:
    forbid(
        (
            f"{node['name']} reads {source['source_name']}.{source['name']}"
            for node, source in edges(project, "source")
            if rank(node) != STAGING
            or not node["name"].startswith("stg_" if is_own(source) else "base_")
        ),
        "read the table's base model; only stg_ models read what landing keeps itself",
    )


@broken_by(reads("base_custom__agents", "custom.teams"), "custom.teams is read by")
@broken_by(unread("custom.teams"), "custom.teams is read by no model")
@broken_by(unread("zendesk_talk.calls"), "zendesk_talk.calls is read by no model")
def test_every_raw_table_has_one_reader(project: Project) -> None:
    def readers(source: Node) -> list[str]:
        return [node["name"] for node, read in edges(project, "source") if read is source]

    def is_read_once(source: Node) -> bool:
        reader = rf"base_{source['source_name']}__\w+"
        names = readers(source)
        return len(names) == 1 and re.fullmatch(reader, names[0]) is not None

    # of a vendor's shapes only one is built at a time
    shapes: dict[str, str] = project.settings["vars"].get("default_shapes", {})
    readers_of_shapes = "".join(project.matching("models/*.sql").values())
    idle = {
        f"{vendor}_{shape}"
        for vendor, shape in re.findall(r"plugged_in\('(\w+)', '(\w+)'\)", readers_of_shapes)
        if shapes.get(vendor) != shape
    }
    forbid(
        (
            f"{source['source_name']}.{source['name']} is read by {readers(source) or 'no model'}"
            for source in project.sources.values()
            if source["source_name"] not in idle and not is_own(source) and not is_read_once(source)
        ),
        "a raw table has exactly one reader, base_<vendor>__<table>",
    )


@broken_by(untested("base_custom__teams", "accounts_for_every_row"), "base_custom__teams")
@broken_by(untested("base_custom__teams", "few_rejected"), "base_custom__teams")
@broken_by(
    changed("base_custom__teams", name="base_custom__squads", unique_id="model.frontline.squads"),
    "base_custom__squads",
)
def test_every_base_model_accounts_for_every_row(project: Project) -> None:
    def accounted(node: Node) -> list[tuple[str, str]]:
        tests = project.tests(node, "accounts_for_every_row")
        return [(test["raw_source"], test["raw_table"]) for test in tests]

    forbid(
        (
            node["name"]
            for node, source in edges(project, "source")
            if node["name"].startswith("base_")
            and (
                accounted(node) != [(source["source_name"], source["name"])]
                or not list(project.tests(node, "few_rejected"))
            )
        ),
        "test few_rejected, and accounts_for_every_row on the raw table that the base model reads",
    )


@broken_by(changed("base_custom__teams", raw_code="from a Left Join b"), "base_custom__teams")
def test_base_models_never_join(project: Project) -> None:
    forbid(
        (
            node["name"]
            for node in project.models.values()
            if node["name"].startswith("base_")
            and re.search(r"\bjoin\b", plain(node["raw_code"]), re.IGNORECASE)
        ),
        "a base model reads one table as it is; join in the port model",
    )


@broken_by(reads("stg_custom__teams", "stg_custom__agents"), "reads stg_custom__agents")
def test_port_models_read_their_own_bases(project: Project) -> None:
    forbid(
        (
            f"{node['name']} reads {parent['name']}"
            for node in project.models.values()
            if node["name"].startswith("stg_")
            for parent in project.parents(node)
            if parent["resource_type"] == "model"
            and not (
                parent["name"].startswith(("base_", "prep_")) and folder(parent) == folder(node)
            )
        ),
        "a port model reads bases and steps of its own folder, seeds and secrets",
    )
