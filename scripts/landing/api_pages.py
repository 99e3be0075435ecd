"""Pages of an API, saved as they came: one object around the records that landing wants."""

from __future__ import annotations

import json
import re
from typing import Any

from scripts.landing.troubles import InputError

#: What vendors' APIs say of a page of records, beside the one list that holds them.
_ABOUT_PAGES = {
    *("after_cursor", "after_url", "before_cursor", "before_url", "links", "meta", "url"),
    *("next_page", "previous_page", "nextRecordsUrl", "count", "totalSize", "object"),
    *("has_more", "end_of_stream", "done"),
}
_LIST_OF_OBJECTS = re.compile(r"\[\s*+\{")


class Nested(str):
    """The text of an object or array inside a record."""

    __slots__ = ()


def check_no_page(row: dict[str, Any]) -> None:
    """Raise InputError if a file's first record is a page: it would land as one row.

    That is one list of objects, with nothing beside it but what is said of pages.
    """
    names = row.keys() - _ABOUT_PAGES
    for name in names if len(names) == 1 else ():
        if type(row[name]) is Nested and _LIST_OF_OBJECTS.match(row[name]):
            step = name if name.isidentifier() else json.dumps(name)
            raise InputError(
                f"is a page of an API: its records lie in {name!r}",
                f"write one object a line (jq -c '.{step}[]')",
            )
