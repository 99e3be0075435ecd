"""Retention: of those active some days ago, the share still active, by heads and by money."""

from __future__ import annotations

from datetime import date

from tests.oracle.active_days import Sums
from tests.oracle.daily import Fact, Key
from tests.oracle.spans import NOTHING, ONE, Activity

WINDOWS = {"rolling_30d": 30, "rolling_90d": 90, "rolling_365d": 365}


def retention(customers: list[Activity], today: date) -> dict[Key, Fact]:
    facts: dict[Key, Fact] = {}
    for variant, window in [*WINDOWS.items(), ("revenue_30d", 30)]:
        is_money = variant == "revenue_30d"
        span = window * ONE
        sums = Sums()
        for customer in customers:
            grace_since = customer.grace_since()
            for before, then in customer.money.items():
                day = before + span
                if day > today:
                    continue
                cell = day, customer.segment
                is_active = day in customer.money
                now = customer.money.get(day, NOTHING)
                sums.denominators[cell] += then if is_money else 1
                sums.numerators[cell] += min(then, now) if is_money else int(is_active)
                if grace_since and day >= grace_since:
                    sums.pending[cell] += 1
        facts |= sums.facts(variant, with_squares=not is_money)
    return facts
