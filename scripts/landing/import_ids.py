"""Headers of three rows, as survey tools write them: names, labels in any language, import ids."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from zoneinfo import available_timezones

from scripts.landing.troubles import InputError

TIME_ZONE = "time_zone"


def import_ids(row: Sequence[str | None]) -> list[str] | None:
    """Return the names that a third header row gives its columns; none if it is no such row.

    Each of its cells is a JSON object with the key ImportId, the one name that neither the language
    nor the wording of a survey changes. Columns that share one are told apart by their choiceId.
    """
    cells = [_object(cell) for cell in row]
    if not cells or not all(isinstance(cell.get("ImportId"), str) for cell in cells):
        return None
    names = [str(cell["ImportId"]).strip() for cell in cells]
    shared = {name for name, count in Counter(names).items() if count > 1}
    return [
        f"{name}_{cell['choiceId']}" if name in shared and "choiceId" in cell else name
        for name, cell in zip(names, cells, strict=True)
    ]


def time_zone(row: Sequence[str | None]) -> str | None:
    """Return the zone in which a third header row says that times are; none for UTC.

    Raises InputError where it is no name of a zone, or columns are in several.
    """
    told = {_object(cell).get("timeZone") for cell in row} - {None}
    zones = {str(zone) for zone in told} - {"Z", "UTC"}
    if not zones:
        return None
    if len(told) > 1 or not zones <= available_timezones():
        raise InputError(
            "has times in a zone that is none, or in several zones",
            "export it again with times in UTC",
        )
    return zones.pop()


def _object(cell: str | None) -> dict[str, object]:
    try:
        found = json.loads(cell or "null")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
