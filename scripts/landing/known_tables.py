"""The vendors and tables that models read, as their source YAML declares them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scripts.landing.names import folded
from scripts.landing.troubles import InputError

#: Schemas that landing or DuckDB keeps for itself; `raw` because a schema named like its
#: catalog makes every two-part name ambiguous.
RESERVED_SCHEMAS = frozenset(
    {"information_schema", "landing", "main", "pg_catalog", "raw", "secrets", "system", "temp"}
)


@dataclass(frozen=True)
class Vendor:
    """One vendor: its schema's name, and its tables by their folded spelling."""

    name: str
    tables: dict[str, str]


def known_vendors(models: Path) -> dict[str, Vendor]:
    """Read every `staging/<vendor>/_*__sources.yml` below `models`, by folded vendor.

    Raises InputError if the folder is absent or a file is not source YAML.
    """
    staging = models / "staging"
    if not staging.is_dir():
        raise InputError(
            f"there is no folder {staging}",
            "run from the project's root, or say --models PATH",
        )
    vendors = {}
    for folder in sorted(path for path in staging.iterdir() if path.is_dir()):
        sources = sorted(folder.glob("_*__sources.yml"))
        if sources and folder.name not in RESERVED_SCHEMAS:
            tables = {key: name for path in sources for key, name in _tables(path).items()}
            vendors[folded(folder.name)] = Vendor(folder.name, tables)
    return vendors


def source_tables(path: Path) -> list[dict[str, Any]]:
    """Return the tables that a file of source YAML declares; InputError if it is none."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [
            {"name": table["name"], **table}
            for source in document["sources"]
            for table in source.get("tables") or []
        ]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise InputError(
            "is not dbt source YAML", "mend it: `dbt parse` says where", str(path)
        ) from (error)


def _tables(path: Path) -> dict[str, str]:
    names = [name for table in source_tables(path) for name in _spellings(table)]
    return {folded(name): name for name in reversed(names)}


def _spellings(table: dict[str, Any]) -> list[str]:
    """Return every name under which one source table may be delivered, the declared one first."""
    names: list[Any] = [table.get("identifier"), table["name"]]
    for meta in (table.get("meta"), (table.get("config") or {}).get("meta")):
        also_named = (meta or {}).get("also_named") or []
        names += [also_named] if isinstance(also_named, str) else also_named
    return [str(name) for name in names if name]
