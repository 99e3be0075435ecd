"""The project as its rules see it: every text file by path, and the manifest of one parse."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml
from dbt.cli.main import dbtRunner
from dbt.jsonschemas import jsonschemas

Node = dict[str, Any]

#: What the rules read of a manifest.
PARTS = ("nodes", "sources", "macros", "exposures", "unit_tests")

OWN = "macro.frontline."

ROOT = Path(__file__).resolve().parents[2]


@dataclass(repr=False)
class Project:
    """Rules read this and nothing else, so that a broken one is made by changing two dicts."""

    files: dict[str, str]
    manifest: dict[str, Any]
    warnings: list[str]

    @property
    def models(self) -> dict[str, Node]:
        return self.of_type("model")

    @property
    def seeds(self) -> dict[str, Node]:
        return self.of_type("seed")

    @property
    def sources(self) -> dict[str, Node]:
        return dict(self.manifest["sources"])

    @property
    def macros(self) -> dict[str, Node]:
        macros: dict[str, Node] = self.manifest["macros"]
        return {key: macro for key, macro in macros.items() if key.startswith(OWN)}

    @property
    def settings(self) -> Node:
        return dict(yaml.safe_load(self.files["dbt_project.yml"]))

    @property
    def ports(self) -> dict[str, Node]:
        files = self.matching("tests/project/ports*.yml").values()
        return {name: port for text in files for name, port in (yaml.safe_load(text) or {}).items()}

    def of_type(self, resource_type: str) -> dict[str, Node]:
        nodes: dict[str, Node] = self.manifest["nodes"]
        return {key: node for key, node in nodes.items() if node["resource_type"] == resource_type}

    def model(self, name: str) -> Node | None:
        return self.models.get(f"model.frontline.{name}")

    def parents(self, node: Node) -> Iterator[Node]:
        """Models, seeds and sources that a node reads."""
        known = self.manifest["nodes"] | self.manifest["sources"]
        return (known[key] for key in node["depends_on"].get("nodes", []) if key in known)

    def tests(self, node: Node, name: str) -> Iterator[Node]:
        """Keyword arguments of each generic test of that name on a node."""
        for test in self.of_type("test").values():
            metadata = test.get("test_metadata") or {}
            if test.get("attached_node") == node["unique_id"] and metadata.get("name") == name:
                yield metadata["kwargs"]

    def matching(self, *patterns: str) -> dict[str, str]:
        """Files whose path fits a pattern; a star also crosses slashes."""
        return {
            path: text
            for path, text in sorted(self.files.items())
            if any(fnmatch(path, pattern) for pattern in patterns)
        }


def forbid(offenders: Iterable[str], advice: str) -> None:
    """Fail with what to do and the list of those it concerns."""
    __tracebackhide__ = True
    found = sorted(set(offenders))
    if found:
        raise AssertionError(f"{advice}:\n  " + "\n  ".join(found))


def folder(node: Node) -> str:
    path: str = node["original_file_path"]
    return path.rpartition("/")[0]


def types(node: Node) -> dict[str, str]:
    """List a node's columns in order, with types spelled one way."""
    return {name: spelled(column["data_type"] or "") for name, column in node["columns"].items()}


def spelled(data_type: str) -> str:
    return re.sub(r"\s+", "", data_type).lower()


def read_files(root: Path) -> dict[str, str]:
    """Every text file that is not below a folder .gitignore names."""
    ignored = {line.strip("/") for line in (root / ".gitignore").read_text().split()} | {".git"}
    files = {}
    for where, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ignored]
        for path in (Path(where, name) for name in names if name not in ignored):
            try:
                files[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError):
                continue
    return files


def parse(root: Path, scratch: Path) -> Project:
    """Parse with every adapter plugged in; show the deprecations that dbt hides on DuckDB."""
    files = read_files(root)
    adapters = list(yaml.safe_load(files["dbt_project.yml"])["vars"]["vendor_ports"])
    warnings: list[str] = []

    def note(event: Any) -> None:
        if event.info.level in ("warn", "error"):
            warnings.append(f"{event.info.name}: {event.info.msg}")

    shown = jsonschemas._JSONSCHEMA_SUPPORTED_ADAPTERS
    hidden = "duckdb" not in shown
    shown.add("duckdb")
    try:
        outcome = dbtRunner(callbacks=[note]).invoke(
            [
                *("--quiet", "--no-use-colors", "--show-all-deprecations"),
                *("--no-send-anonymous-usage-stats", "--log-path", str(scratch)),
                *("parse", "--no-partial-parse", "--target", "lint", "--target-path", str(scratch)),
                *("--project-dir", str(root), "--profiles-dir", str(root)),
                *("--vars", json.dumps({"vendors": adapters})),
            ]
        )
    finally:
        if hidden:
            shown.discard("duckdb")
    if not outcome.success:
        raise AssertionError(f"dbt cannot parse the project: {outcome.exception or warnings}")
    manifest = json.loads((scratch / "manifest.json").read_text())
    kept = {part: manifest[part] for part in PARTS}
    # of dbt's own macros the names are enough, and copies stay cheap
    kept["macros"] = {name: macro if OWN in name else {} for name, macro in kept["macros"].items()}
    return Project(files, kept, warnings)
