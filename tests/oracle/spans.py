"""When a customer was active, and what that was worth, from its contracts or its orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import cast
from zoneinfo import ZoneInfo

from tests.oracle.customers import Identities
from tests.oracle.daily import local_day
from tests.oracle.money import Rates
from tests.oracle.reading import Row
from tests.oracle.tickets import prefixed

GRACE = 7
ORDER_ACTIVE_DAYS = 90
ONE = timedelta(days=1)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Period:
    """One contract of one customer as delivered, or one order as long as it counts."""

    key: str
    customer_id: str
    starts_on: date
    ends_on: date | None
    amount: Decimal | None = None
    amount_reason: str | None = None
    reason: str | None = None
    is_voluntary: bool | None = None
    end_reason: str | None = None


@dataclass(frozen=True)
class Order:
    """One purchase."""

    order_id: str
    customer_id: str
    at: datetime
    day: date
    amount: Decimal | None
    amount_reason: str | None
    reason: str | None


@dataclass
class Span:
    """A stretch of days on which a customer was active; `ends_on` is None while it runs."""

    customer_id: str
    number: int
    starts_on: date
    ends_on: date | None
    last_active_on: date | None
    is_in_grace: bool
    periods: list[Period]
    is_voluntary: bool | None
    end_reason: str | None

    def lost_on(self, today: date) -> date | None:
        """Give the day after the last active one, if that is over and so is the grace."""
        if self.ends_on is None or self.ends_on >= today:
            return None
        return self.ends_on + ONE

    def days(self, today: date) -> list[date]:
        last = today if self.ends_on is None else min(self.ends_on, today)
        return [self.starts_on + n * ONE for n in range((last - self.starts_on).days + 1)]


@dataclass
class Activity:
    """One customer: spans in order, and the money of every active day."""

    customer_id: str
    segment: str
    spans: list[Span]
    money: dict[date, Decimal] = field(default_factory=dict)

    def grace_since(self) -> date | None:
        """Give the first day of a grace that is not over."""
        last = self.spans[-1]
        return last.last_active_on + ONE if last.is_in_grace and last.last_active_on else None


def subscriptions(
    rows: Iterable[Row], known: Identities, rates: Rates, today: date
) -> list[Period]:
    """Give the contracts that have begun."""
    found = []
    for row in rows:
        starts_on = cast(date, row["starts_on"])
        if starts_on > today:
            continue
        ends_on = cast(date | None, row.get("ends_on"))
        delivered = str(prefixed(row["customer_id"]))
        customer = known.resolved.get(delivered, delivered)
        reasons = {
            "trial": bool(row.get("is_trial")),
            "ends_before_start": ends_on is not None and ends_on < starts_on,
            "test_customer": known.is_test(customer),
        }
        currency = cast(str | None, row.get("currency"))
        amount, amount_reason = rates.convert(
            cast(Decimal | None, row.get("monthly_amount")),
            currency.upper() if currency else None,
            starts_on,
        )
        found.append(
            Period(
                key=str(prefixed(row["subscription_id"])),
                customer_id=customer,
                starts_on=starts_on,
                ends_on=ends_on,
                amount=amount,
                amount_reason=amount_reason,
                reason=next((name for name, holds in reasons.items() if holds), None),
                is_voluntary=cast(bool | None, row.get("is_voluntary_end")),
                end_reason=cast(str | None, row.get("end_reason")),
            )
        )
    return found


def orders(
    rows: Iterable[Row], known: Identities, rates: Rates, as_of: datetime, zone: ZoneInfo
) -> list[Order]:
    """Give the orders up to the build's moment, those of one customer that count in order."""
    found = []
    for row in rows:
        at = cast(datetime, row["ordered_at"])
        if at > as_of:
            continue
        delivered = str(prefixed(row["customer_id"]))
        customer = known.resolved.get(delivered, delivered)
        is_test = "test_customer" if known.is_test(customer) else None
        day = local_day(at, zone)
        currency = cast(str | None, row.get("currency"))
        amount = cast(Decimal | None, row.get("order_amount"))
        converted = rates.convert(amount, currency.upper() if currency else None, day)
        reason = "cancelled" if row.get("is_cancelled") else is_test
        key = str(prefixed(row["order_id"]))
        found.append(Order(key, customer, at, day, *converted, reason))
    found.sort(key=lambda order: (order.at, order.order_id))
    return found


def numbered(found: list[Order]) -> dict[str, list[Order]]:
    """Give the orders that count of each customer, in order."""
    by_customer: dict[str, list[Order]] = defaultdict(list)
    for order in found:
        if order.reason is None:
            by_customer[order.customer_id].append(order)
    return by_customer


def periods_of_orders(found: Iterable[Order]) -> list[Period]:
    """Let every order count for some days."""
    active = (ORDER_ACTIVE_DAYS - 1) * ONE
    return [
        Period(
            *(order.order_id, order.customer_id, order.day, order.day + active),
            *(order.amount, order.amount_reason, order.reason),
        )
        for order in found
    ]


def voluntary(last: list[Period]) -> bool | None:
    """Tell whether any of the periods that ended last was ended by the customer."""
    told = {period.is_voluntary for period in last}
    return True if True in told else False if False in told else None


def span_of(number: int, periods: list[Period], today: date) -> Span:
    ends = [period.ends_on for period in periods]
    end = None if None in ends else max(one for one in ends if one)
    last = sorted((p for p in periods if p.ends_on == end), key=lambda p: (p.key, p.starts_on))
    is_in_grace = end is not None and end < today <= end + (GRACE + 1) * ONE
    return Span(
        customer_id=periods[0].customer_id,
        number=number,
        starts_on=min(period.starts_on for period in periods),
        ends_on=None if is_in_grace else end,
        last_active_on=end,
        is_in_grace=is_in_grace,
        periods=periods,
        is_voluntary=voluntary(last) if end else None,
        end_reason=last[0].end_reason if end else None,
    )


def merge(periods: list[Period], today: date) -> list[Span]:
    """Unite the periods of one customer that follow each other within the grace."""
    groups: list[list[Period]] = []
    reach: date | None = date.min
    for period in sorted(periods, key=lambda p: (p.starts_on, p.key)):
        if reach is None or (reach > date.min and period.starts_on <= reach + (GRACE + 1) * ONE):
            groups[-1].append(period)
        else:
            groups.append([period])
            reach = date.min
        if reach is not None:
            reach = None if period.ends_on is None else max(reach, period.ends_on)
    return [span_of(number, group, today) for number, group in enumerate(groups, start=1)]


def money_by_day(span: Span, today: date) -> dict[date, Decimal]:
    """Add up what runs on each day; on a day without anything that runs it is as before."""
    running: dict[date, Decimal] = {}
    for period in span.periods:
        last = today if period.ends_on is None else min(period.ends_on, today)
        for n in range((last - period.starts_on).days + 1):
            day = period.starts_on + n * ONE
            running[day] = running.get(day, NOTHING) + (period.amount or NOTHING)
    before, found = NOTHING, {}
    for day in span.days(today):
        before = found[day] = running.get(day, before)
    return found


def activities(periods: Iterable[Period], known: Identities, today: date) -> list[Activity]:
    """Give every customer that was ever active."""
    by_customer: dict[str, list[Period]] = defaultdict(list)
    for period in periods:
        if period.reason is None:
            by_customer[period.customer_id].append(period)
    found = []
    for customer, of in sorted(by_customer.items()):
        one = Activity(customer, known.segment_of(customer), merge(of, today))
        for span in one.spans:
            one.money |= money_by_day(span, today)
        found.append(one)
    return found
