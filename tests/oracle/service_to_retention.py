"""What became of customers after what happened to them: landmarks, and churn within 90 days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.intervals import Interval, change, is_significant, wilson
from tests.oracle.periods import month_after
from tests.oracle.spans import GRACE, ONE, Activity

FOLLOWED = timedelta(days=90)
BASE = "no_contact"
#: Tenure band: days from, days before which it ends.
BANDS = {
    "all": (0, 10**6),
    "under_90_days": (0, 90),
    "90_to_365_days": (90, 366),
    "over_365_days": (366, 10**6),
}

#: Experience, customer, day.
Event = tuple[str, str, date]


@dataclass(frozen=True)
class Landmark:
    """The first day in a quarter on which something happened to an active customer."""

    experience: str
    customer: str
    quarter: date
    day: date
    tenure: int
    has_left: bool
    is_pending: bool


@dataclass(frozen=True)
class Risk:
    """What became of all of one experience and tenure."""

    landmarks: int
    churned: int
    pending: int
    interval: Interval | None
    difference: float | None
    difference_interval: Interval | None
    is_significant: bool | None


def quarter_of(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def without_contact(
    customers: Iterable[Activity], contacts: dict[str, set[date]], today: date
) -> Iterator[Event]:
    """Yield the first days of quarters on which there had been no contact for 90 days.

    Not of quarters that begin before contacts of so many days are known.
    """
    known_since = min(day for days in contacts.values() for day in days)
    for one in customers:
        quarter = quarter_of(one.spans[0].starts_on)
        while quarter <= today:
            recent = contacts.get(one.customer_id, set())
            is_silent = not any(quarter - FOLLOWED <= day < quarter for day in recent)
            if is_silent and quarter - FOLLOWED >= known_since:
                yield BASE, one.customer_id, quarter
            quarter = month_after(quarter, 3)


def landmarks(
    customers: list[Activity], events: Iterable[Event], today: date
) -> dict[tuple[str, str, date], Landmark]:
    """Give the first days in a quarter on which something happened to an active customer."""
    active = {one.customer_id: one for one in customers}
    firsts: dict[tuple[str, str, date], date] = {}
    for experience, customer, day in events:
        if customer in active and day in active[customer].money:
            key = experience, customer, quarter_of(day)
            firsts[key] = min(day, firsts.get(key, day))
    found = {}
    for (experience, customer, quarter), day in firsts.items():
        spans = active[customer].spans
        lost = [span.lost_on(today) for span in spans]
        is_pending = today <= day + FOLLOWED + (GRACE + 1) * ONE
        has_left = any(on is not None and day < on <= day + FOLLOWED for on in lost)
        tenure = (day - max(s.starts_on for s in spans if s.starts_on <= day)).days
        found[experience, customer, quarter] = Landmark(
            *(experience, customer, quarter, day, tenure),
            *(has_left and not is_pending, is_pending),
        )
    return found


def risks(found: Iterable[Landmark]) -> dict[tuple[str, str], Risk]:
    """Add up by experience and tenure, each against those who had no contact."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in found:
        for band, (low, high) in BANDS.items():
            if low <= one.tenure < high:
                told = {"all": not one.is_pending, "lost": one.has_left, "pending": one.is_pending}
                counts[one.experience, band].update(told)
    table = {}
    for (experience, band), found_here in list(counts.items()):
        count, churned, pending = (found_here[name] for name in ("all", "lost", "pending"))
        base = counts[BASE, band]
        base_count, base_churned = base["all"], base["lost"]
        here, there = wilson(churned, count), wilson(base_churned, base_count)
        away, between = None, None
        if experience != BASE and here and there:
            now, before = churned / count, base_churned / base_count
            away, between = now - before, change(now, before, here, there)
        significant = None if between is None else is_significant(between)
        table[experience, band] = Risk(
            *(count, churned, pending, here), *(away, between, significant)
        )
    return table
