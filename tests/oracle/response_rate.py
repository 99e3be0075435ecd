"""Survey response rate: of the surveys sent on a day, the share answered within the window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from tests.oracle.customers import is_employee
from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.reading import Row
from tests.oracle.voices import Places

PORT = "survey_invitations"
WINDOW = timedelta(hours=14 * 24)


def is_answer(row: Row) -> bool:
    return row.get("score") is not None and not row.get("is_test") and not row.get("is_partial")


def survey_response_rate(
    invitations: Iterable[Row],
    responses: Iterable[Row],
    places: Places,
    as_of: datetime,
    zone: ZoneInfo,
) -> dict[Key, Fact]:
    daily = Daily(zone)
    answered: dict[object, list[datetime]] = defaultdict(list)
    for row in responses:
        at = cast(datetime | None, row.get("responded_at"))
        if at is not None and at <= as_of and is_answer(row):
            answered[row.get("invitation_id")].append(at)
    for row in invitations:
        sent_at = cast(datetime, row["sent_at"])
        if sent_at > as_of or is_employee(PORT, row):
            continue
        closes_at = sent_at + WINDOW
        final_on = daily.day_after(closes_at)
        atom: Fact = (0, 0, 0, 1, final_on)
        if closes_at <= as_of:
            is_in = any(sent_at <= at <= closes_at for at in answered[row["invitation_id"]])
            atom = (int(is_in), 1, int(is_in), 0, final_on)
        daily.add("sent", sent_at, places.dimensions(PORT, row, sent_at), atom)
    return daily.facts
