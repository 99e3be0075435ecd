"""Schedules and spans made by hand, with the seconds and due moments a person works out."""

from __future__ import annotations

from datetime import date, datetime

from tests.oracle.calendars import Holiday, Shift
from tests.oracle.random_schedules import WHOLE_WEEK

OFFICE = [(day, 540, 1020) for day in range(1, 6)]
NEW_YORK, SPLIT = (
    "America/New_York",
    [(day, *h) for day in range(1, 6) for h in ((540, 720), (780, 1080))],
)
#: Schedules made by hand: hours, zone, holidays, and validity of a second version with other hours.
BY_HAND: dict[str, tuple[list[Shift], list[Holiday]]] = {
    "office": ([Shift("office", *h, NEW_YORK) for h in OFFICE], []),
    "always": ([Shift("always", *h, NEW_YORK) for h in WHOLE_WEEK], []),
    "christmas": (
        [Shift("christmas", *h, NEW_YORK) for h in OFFICE],
        [Holiday("christmas", date(2026, 12, 25), date(2026, 12, 25))],
    ),
    "eve": (
        [Shift("eve", *h, NEW_YORK) for h in OFFICE],
        [Holiday("eve", date(2026, 12, 24), date(2026, 12, 25), 720, 660)],
    ),
    "split": ([Shift("split", *h, "Asia/Kolkata") for h in SPLIT], []),
    "moved": (
        [Shift("moved", *h, NEW_YORK, False, None, datetime(2026, 6, 3, 16)) for h in OFFICE]
        + [Shift("moved", *h, "UTC", False, datetime(2026, 6, 3, 16)) for h in WHOLE_WEEK],
        [],
    ),
    "lost": ([Shift("lost", 1, 540, 1020, NEW_YORK), Shift("lost", 2, 540, 1020, "Mars/Base")], []),
}
#: schedule, start, end, business seconds, allowed seconds, due
CASES: list[tuple[str, str, str, int | None, int, str | None]] = [
    # over a weekend in which clocks go forward
    ("office", "2026-03-06T21:30", "2026-03-09T13:30", 3600, 3600, "2026-03-09T13:30"),
    # the hour that comes twice
    ("always", "2026-11-01T05:30", "2026-11-01T06:10", 2400, 2400, "2026-11-01T06:10"),
    # a holiday
    ("christmas", "2026-12-24T21:00", "2026-12-28T15:00", 7200, 3600, "2026-12-24T22:00"),
    ("christmas", "2026-12-24T21:00", "2026-12-28T15:00", 7200, 3601, "2026-12-28T14:00:01"),
    # a holiday from noon to eleven the next day
    ("eve", "2026-12-24T14:00", "2026-12-26T00:00", 32400, 10801, "2026-12-25T16:00:01"),
    # days of 23 and 25 hours
    ("always", "2026-03-08T05:00", "2026-03-09T04:00", 82800, 82800, "2026-03-09T04:00"),
    ("always", "2026-11-01T04:00", "2026-11-02T05:00", 90000, 90000, "2026-11-02T05:00"),
    # a break at noon, in a zone of half hours: 09:00 to 12:00 and 13:00 to 18:00
    ("split", "2026-06-01T03:30", "2026-06-01T12:30", 28800, 10800, "2026-06-01T06:30"),
    ("split", "2026-06-01T03:30", "2026-06-01T12:30", 28800, 10801, "2026-06-01T07:30:01"),
    # other hours from noon on
    ("moved", "2026-06-03T13:00", "2026-06-04T16:00", 97200, 10801, "2026-06-03T16:00:01"),
    # outside hours: nothing passes, and nothing is due before anything was allowed
    ("office", "2026-03-07T10:00", "2026-03-08T10:00", 0, 0, "2026-03-07T10:00"),
    # nobody knows the hours, or the clock
    ("nowhere", "2026-03-06T21:30", "2026-03-09T13:30", None, 0, None),
    ("lost", "2026-03-06T21:30", "2026-03-09T13:30", None, 60, None),
]
TICKETS = {"a": [("office", "2026-01-05T10:00"), ("gone", "2026-01-06T10:00")], "b": []}
