"""What became of customers after what happened to them: landmarks, and churn within 90 days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.intervals import Interval, difference, is_significant, wilson
from tests.oracle.periods import month_after
from tests.oracle.spans import GRACE, ONE, Activity

FOLLOWED = timedelta(days=90)
BASE = "no_contact"
#: Tenure band: days from, days before which it ends.
BANDS = {"all": (0, 10**6), "under_90": (0, 90), "90_to_365": (90, 366), "over_365": (366, 10**6)}

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
    """Yield the first days of quarters on which there had been no contact for 90 days."""
    for one in customers:
        quarter = quarter_of(one.spans[0].starts_on)
        while quarter <= today:
            recent = (day for day in contacts.get(one.customer_id, set()))
            if not any(quarter - FOLLOWED <= day < quarter for day in recent):
                yield BASE, one.customer_id, quarter
            quarter = month_after(quarter, 3)


def landmarks(
    customers: list[Activity], events: Iterable[Event], today: date
) -> dict[tuple[str, str, date], Landmark]:
    """Give the landmarks of customers active on them."""
    active = {one.customer_id: one for one in customers}
    firsts: dict[tuple[str, str, date], date] = {}
    for experience, customer, day in events:
        key = experience, customer, quarter_of(day)
        firsts[key] = min(day, firsts.get(key, day))
    found = {}
    for (experience, customer, quarter), day in firsts.items():
        of = active.get(customer)
        if of is None or day not in of.money:
            continue
        lost = [span.lost_on(today) for span in of.spans]
        is_pending = today <= day + FOLLOWED + (GRACE + 1) * ONE
        has_left = any(on is not None and day < on <= day + FOLLOWED for on in lost)
        tenure = (day - of.spans[0].starts_on).days
        found[experience, customer, quarter] = Landmark(
            *(experience, customer, quarter, day, tenure),
            *(has_left and not is_pending, is_pending),
        )
    return found


def error_of(churned: int, count: int) -> float:
    share = churned / count
    return float((share * (1 - share) / count) ** 0.5)


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
        away, between = None, None
        if experience != BASE and count and base_count:
            now, before = churned / count, base_churned / base_count
            away = now - before
            errors = error_of(churned, count), error_of(base_churned, base_count)
            between = difference(now, before, *errors)
        significant = None if between is None else is_significant(between)
        table[experience, band] = Risk(
            *(count, churned, pending, wilson(churned, count)), *(away, between, significant)
        )
    return table
