"""Ways to break a copy of the project, and the promise that a rule notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.project.project import Node, Project

Rule = Callable[[Project], None]
Break = Callable[[Project], None]

#: Every rule with a way to break it and what it must say then; filled by the decorator below.
GUARDED: list[tuple[Rule, Break, str]] = []


def broken_by(broken: Break, says: str) -> Callable[[Rule], Rule]:
    """Promise that a rule fires when the project is broken so; test_guards.py proves it."""

    def remember(rule: Rule) -> Rule:
        GUARDED.append((rule, broken, says))
        return rule

    return remember


def named(project: Project, name: str) -> Node:
    """Find a model, seed or source table by name; sources as <source>.<table>."""
    for node in (project.manifest["nodes"] | project.sources).values():
        full = f"{node.get('source_name')}.{node['name']}"
        if name == (full if node["resource_type"] == "source" else node["name"]):
            found: Node = node
            return found
    raise LookupError(name)


def put(path: str, text: str) -> Break:
    return lambda project: project.files.update({path: text})


def add(path: str, text: str) -> Break:
    return lambda project: project.files.update({path: project.files[path] + text})


def swap(path: str, old: str, new: str) -> Break:
    def change(project: Project) -> None:
        assert old in project.files[path], f"nothing to break: no {old!r} in {path}"
        project.files[path] = project.files[path].replace(old, new, 1)

    return change


def drop(path: str) -> Break:
    return lambda project: project.files.__delitem__(path)


def changed(name: str, /, **changes: Any) -> Break:
    return lambda project: named(project, name).update(changes)


def column(name: str, column_name: str, /, **changes: Any) -> Break:
    return lambda project: named(project, name)["columns"][column_name].update(changes)


def no_contract(name: str) -> Break:
    return lambda project: named(project, name)["config"].update(contract={"enforced": False})


def reads(name: str, parent: str) -> Break:
    def change(project: Project) -> None:
        named(project, name)["depends_on"]["nodes"].append(named(project, parent)["unique_id"])

    return change


def untested(name: str, test_name: str) -> Break:
    """Take a node's generic tests of one name away."""

    def change(project: Project) -> None:
        target = named(project, name)["unique_id"]
        for test in project.of_type("test").values():
            metadata = test.get("test_metadata") or {}
            if (test.get("attached_node"), metadata.get("name")) == (target, test_name):
                del project.manifest["nodes"][test["unique_id"]]

    return change


def reversed_columns(name: str) -> Break:
    def change(project: Project) -> None:
        found = named(project, name)
        found["columns"] = dict(reversed(found["columns"].items()))

    return change


def unread(name: str) -> Break:
    """Let nothing depend on a node."""

    def change(project: Project) -> None:
        key = named(project, name)["unique_id"]
        for other in project.manifest["nodes"].values():
            parents = other["depends_on"].get("nodes", [])
            parents[:] = [parent for parent in parents if parent != key]

    return change


def uncalled(macro: str) -> Break:
    """Let nothing call a macro."""

    def change(project: Project) -> None:
        for caller in [*project.manifest["nodes"].values(), *project.macros.values()]:
            macros = caller["depends_on"]["macros"]
            macros[:] = [name for name in macros if name != f"macro.frontline.{macro}"]

    return change
