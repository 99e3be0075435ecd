"""Every adapter ends in the ports of ports.yml, exactly, and every port is one union of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.project.breaks import (
    add,
    broken_by,
    changed,
    column,
    no_contract,
    put,
    reversed_columns,
    swap,
    untested,
)
from tests.project.project import Node, Project, folder, forbid, spelled, types

PORTS = "tests/project/ports.yml"


def unions(project: Project) -> dict[str, Node]:
    """Find the model of each port by its macro, not by its name."""
    return {
        node["name"].removeprefix("int_").removesuffix("_unioned"): node
        for node in project.models.values()
        if "macro.frontline.union_port" in node["depends_on"]["macros"]
    }


def filled(project: Project) -> set[tuple[str, str]]:
    """Vendor and port, as the settings promise them."""
    promises: dict[str, list[str]] = project.settings["vars"]["vendor_ports"]
    return {(vendor, port) for vendor, ports in promises.items() for port in ports}


def adapters(project: Project) -> dict[tuple[str, str], Node]:
    """Vendor and port, as the stg_ models fill them."""
    names = {node["name"]: node for node in project.models.values()}
    pairs = {
        name: name.removeprefix("stg_").partition("__") for name in names if name.startswith("stg_")
    }
    return {(vendor, port): names[name] for name, (vendor, _, port) in pairs.items()}


def ported(project: Project) -> Iterator[tuple[dict[str, Any], Node]]:
    """Every known port with its union."""
    ports = project.ports
    return ((ports[name], node) for name, node in unions(project).items() if name in ports)


def shape(port: dict[str, Any]) -> dict[str, str]:
    return {name: spelled(kind).rstrip("!") for name, kind in port["columns"].items()}


def mismatch(node: Node, port: dict[str, Any]) -> Iterator[str]:
    """How a model's contract differs from its port's columns, types and order."""
    wanted, given = shape(port), types(node)
    if not node["config"]["contract"]["enforced"]:
        yield f"{node['name']} has no enforced contract"
    if wanted != given:
        off = sorted(wanted.items() ^ given.items())
        yield f"{node['name']} differs in {', '.join(f'{name} {kind}' for name, kind in off)}"
    elif list(wanted) != list(given):
        yield f"{node['name']} has the port's columns in another order"


def never_null(project: Project, node: Node) -> set[str]:
    constrained = {
        name
        for name, column in node["columns"].items()
        if any(constraint["type"] == "not_null" for constraint in column["constraints"])
    }
    return constrained | {test["column_name"] for test in project.tests(node, "not_null")}


@broken_by(add(PORTS, "visits: {columns: {}}\n"), "visits: no model calls")
@broken_by(put(PORTS, ""), "teams: not in ports.yml")
@broken_by(changed("int_teams_unioned", original_file_path="models/a.sql"), "teams: models/a.sql")
def test_every_port_is_one_union(project: Project) -> None:
    listed, built = project.ports, unions(project)
    forbid(
        (
            *(f"{port}: no model calls union_port('{port}')" for port in listed.keys() - built),
            *(f"{port}: not in ports.yml" for port in built.keys() - listed),
            *(
                f"{port}: {node['original_file_path']}"
                for port, node in built.items()
                if port in listed
                and node["original_file_path"]
                != f"models/intermediate/{listed[port]['folder']}/int_{port}_unioned.sql"
            ),
        ),
        "a port stands in ports.yml and is int_<port>_unioned in the folder written there",
    )


@broken_by(column("int_teams_unioned", "team_id", data_type="int"), "differs in team_id int")
@broken_by(
    reversed_columns("int_teams_unioned"), "int_teams_unioned has the port's columns in another"
)
@broken_by(no_contract("int_teams_unioned"), "int_teams_unioned has no enforced contract")
def test_unions_have_the_shape_of_their_port(project: Project) -> None:
    forbid(
        (problem for port, node in ported(project) for problem in mismatch(node, port)),
        "columns, types, order and contract follow ports.yml",
    )


@broken_by(column("stg_custom__teams", "team_id", data_type="int"), "differs in team_id int")
@broken_by(no_contract("stg_custom__teams"), "stg_custom__teams has no enforced contract")
def test_adapters_have_the_shape_of_their_port(project: Project) -> None:
    ports = project.ports
    forbid(
        (
            problem
            for (_, port), node in adapters(project).items()
            if port in ports
            for problem in mismatch(node, ports[port])
        ),
        "columns, types, order and contract follow ports.yml",
    )


@broken_by(column("int_teams_unioned", "team_id", constraints=[]), "int_teams_unioned.team_id")
@broken_by(swap(PORTS, "integer\n", "integer!\n"), "int_teams_unioned.support_tier")
def test_ports_say_what_is_never_null(project: Project) -> None:
    def marked(port: dict[str, Any]) -> set[str]:
        return {name for name, kind in port["columns"].items() if kind.endswith("!")}

    forbid(
        (
            f"{node['name']}.{name}"
            for port, node in ported(project)
            for name in marked(port) ^ never_null(project, node)
        ),
        "a column is not_null if and only if ports.yml marks it with !",
    )


@broken_by(untested("int_teams_unioned", "accepted_values"), "team_kind accepts anything")
@broken_by(swap(PORTS, "queue", "line"), "int_teams_unioned.team_kind accepts")
def test_ports_accept_their_words(project: Project) -> None:
    def accepted(node: Node) -> dict[str, set[str]]:
        tests = project.tests(node, "accepted_values")
        return {test["column_name"]: set(test["values"]) for test in tests}

    forbid(
        (
            f"{node['name']}.{word} accepts {sorted(given) or 'anything'}, not {sorted(wanted)}"
            for port, node in ported(project)
            for word in port.get("words", {}).keys() | accepted(node)
            for wanted in [set(port.get("words", {}).get(word, []))]
            for given in [accepted(node).get(word, set())]
            if wanted != given
        ),
        "accepted_values of a port lists the words of ports.yml",
    )


@broken_by(untested("int_teams_unioned", "unique_grain"), "int_teams_unioned by team_id")
def test_ports_are_unique_by_their_key(project: Project) -> None:
    forbid(
        (
            f"{node['name']} by {', '.join(port['key'])}"
            for port, node in ported(project)
            if port["key"] not in [test["columns"] for test in project.tests(node, "unique_grain")]
        ),
        "a port has a unique_grain test on the key of ports.yml",
    )


@broken_by(swap("dbt_project.yml", "- teams\n", "- shifts\n"), "stg_custom__shifts is promised")
@broken_by(swap("dbt_project.yml", "- teams\n", "- shifts\n"), "stg_custom__teams is built")
@broken_by(changed("stg_custom__teams", name="stg_custom__squads"), "squads is no port")
@broken_by(changed("stg_custom__teams", original_file_path="models/a.sql"), "stands in models")
def test_adapters_fill_what_they_promise(project: Project) -> None:
    promised, given = filled(project), adapters(project)
    forbid(
        (
            *(
                f"stg_{vendor}__{port} is promised, not built"
                for vendor, port in promised - given.keys()
            ),
            *(
                f"stg_{vendor}__{port} is built, not promised"
                for vendor, port in given.keys() - promised
            ),
            *(f"{port} is no port" for _, port in given if port not in project.ports),
            *(
                f"{node['name']} stands in {folder(node)}"
                for (vendor, _), node in given.items()
                if folder(node) != f"models/staging/{vendor}"
            ),
        ),
        "var vendor_ports lists what each folder of models/staging fills, port by port",
    )


@broken_by(swap("dbt_project.yml", "vendors: [", "vendors: [acme, "), "acme")
def test_every_vendor_is_an_adapter(project: Project) -> None:
    settings = project.settings["vars"]
    forbid(
        (vendor for vendor in settings["vendors"] if vendor not in settings["vendor_ports"]),
        "var vendors may name only what var vendor_ports knows",
    )


@broken_by(no_contract("dim_teams"), "dim_teams")
@broken_by(no_contract("stg_custom__teams"), "stg_custom__teams")
@broken_by(column("dim_teams", "team_id", data_type=None), "dim_teams")
def test_marts_and_ports_are_under_contract(project: Project) -> None:
    ports = {node["name"] for node in [*unions(project).values(), *adapters(project).values()]}
    forbid(
        (
            node["name"]
            for node in project.models.values()
            if folder(node).startswith("models/marts") or node["name"] in ports
            if not node["config"]["contract"]["enforced"]
            or not node["columns"]
            or not all(types(node).values())
        ),
        "enforce the contract, with the type of every column",
    )
