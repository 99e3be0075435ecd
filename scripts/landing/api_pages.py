"""Pages of an API, saved as they came: one object around the records that landing wants."""

from __future__ import annotations

import json
import re
from typing import Any

from scripts.landing.records import Nested
from scripts.landing.troubles import InputError

#: What vendors' APIs say of a page, beside the lists of records on it.
_ABOUT_PAGES = {
    *("after_cursor", "after_url", "before_cursor", "before_url", "links", "meta", "url"),
    *("next_page", "previous_page", "nextRecordsUrl", "count", "totalSize", "object"),
    *("has_more", "end_of_stream", "end_time", "done"),
}
_LIST_OF_RECORDS = re.compile(r"\[\s*+[{\]]")


def check_no_page(row: dict[str, Any]) -> None:
    """Raise InputError if a file's first record is a page: it would land as one row.

    That is lists of records, with nothing beside them but what is said of pages.
    """
    names = sorted(row.keys() - _ABOUT_PAGES)
    if not names or not all(_holds_records(row[name]) for name in names):
        return
    step = names[0] if names[0].isidentifier() else json.dumps(names[0])
    raise InputError(
        f"is a page of an API: its records lie in {', '.join(map(repr, names))}",
        f"write one object a line, each list to its table (jq -c '.{step}[]')",
    )


def _holds_records(value: Any) -> bool:
    return type(value) is Nested and _LIST_OF_RECORDS.match(value) is not None
