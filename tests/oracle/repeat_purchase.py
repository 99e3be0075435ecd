"""Repeat purchase: of those who bought for the first time, the share who bought again."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.customers import Identities
from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.spans import Order, numbered

WINDOW = timedelta(hours=90 * 24)


def repeat_purchase(
    found: list[Order], known: Identities, as_of: datetime, zone: ZoneInfo
) -> dict[Key, Fact]:
    daily = Daily(zone)
    nowhere = ("not_applicable",) * 3
    for customer, in_order in numbered(found).items():
        first, later = in_order[0], in_order[1:]
        group = (*nowhere, known.segment_of(customer))
        closes_at = first.at + WINDOW
        final_on = daily.day_after(closes_at)
        atom: Fact = (0, 0, 0, 1, final_on)
        if closes_at <= as_of:
            came_back = int(any(order.at <= closes_at for order in later))
            atom = (came_back, 1, came_back, 0, final_on)
        daily.add("within_90d", first.at, group, atom)
        ever = int(bool(later))
        daily.add("ever", first.at, group, (ever, 1, ever, 0, None))
    return daily.facts
