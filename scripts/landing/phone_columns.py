"""Which raw columns hold phone numbers, as source YAML marks them, and whose country they mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import phonenumbers
import yaml

from scripts.landing.known_tables import RESERVED_SCHEMAS, source_tables
from scripts.landing.troubles import InputError

#: The catalog that landing fills; tables in other databases are out of its reach.
_CATALOG = "raw"


@dataclass(frozen=True)
class PhoneColumn:
    """A column that is marked `config.meta.phone_number`, and where its texts are found.

    `spellings` are the names the column may have, `inside` a JSON column that may hold it and its
    field there. `only` is a column and the word it has in the rows that count.
    `region` is the country of numbers that name none; None where they identify nobody.
    """

    schema: str
    table: str
    spellings: tuple[str, ...]
    inside: tuple[str, str] | None
    only: tuple[str, str] | None
    region: str | None


def phone_columns(models: Path) -> list[PhoneColumn]:
    """Find every marked column of `staging/<vendor>/_*__sources.yml` below `models`.

    Raises InputError if dbt_project.yml beside `models` cannot be read or names no country.
    """
    project = models.resolve().parent / "dbt_project.yml"
    settings = _vars(project)
    regions, sources = settings.get("phone_regions") or {}, settings.get("sources") or {}
    _check(regions, project)
    found = []
    for path in sorted((models / "staging").glob("*/_*__sources.yml")):
        vendor = path.parent.name
        place = sources.get(vendor) or {}
        if vendor in RESERVED_SCHEMAS or place.get("database", _CATALOG) != _CATALOG:
            continue
        region = regions.get(vendor, regions.get("default"))
        for table in source_tables(path):
            name = str(table.get("identifier") or table["name"])
            for column in table.get("columns") or []:
                meta = (column.get("config") or {}).get("meta") or {}
                mark = meta.get("phone_number")
                if mark:
                    found.append(
                        PhoneColumn(
                            schema=place.get("schema", vendor),
                            table=name,
                            spellings=(column["name"], *(meta.get("also_named") or [])),
                            inside=tuple(meta["inside"]) if meta.get("inside") else None,
                            only=next(iter(mark.items())) if isinstance(mark, dict) else None,
                            region=region,
                        )
                    )
    return found


def _vars(project: Path) -> dict[str, Any]:
    if not project.is_file():
        return {}
    try:
        settings = yaml.safe_load(project.read_text(encoding="utf-8"))["vars"]
    except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise InputError(
            "is no dbt project with vars", "mend it: `dbt parse` says where", str(project)
        ) from error
    return dict(settings)


def _check(regions: dict[str, str | None], project: Path) -> None:
    known = phonenumbers.SUPPORTED_REGIONS
    wrong = sorted(str(it) for it in regions.values() if it is not None and it not in known)
    if wrong:
        raise InputError(
            f"var phone_regions names {', '.join(wrong)}, which is no country",
            "write ISO 3166 codes in capitals like DE, or null",
            str(project),
        )
