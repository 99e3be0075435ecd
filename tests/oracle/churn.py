"""Churn: customers, or their money, lost a day, of those active that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracle.active_days import Sums
from tests.oracle.daily import Fact, Key
from tests.oracle.spans import NOTHING, ONE, Activity, Span

#: Variant: whether the end of a span counts there.
ENDS: dict[str, Callable[[Span], bool]] = {
    "all": lambda _: True,
    "voluntary": lambda span: span.is_voluntary is True,
    "involuntary": lambda span: span.is_voluntary is False,
    "revenue": lambda _: True,
}


def churn(customers: list[Activity], today: date) -> dict[Key, Fact]:
    facts: dict[Key, Fact] = {}
    for variant, counts in ENDS.items():
        is_money = variant == "revenue"
        sums = Sums()
        for customer in customers:
            for day, money in customer.money.items():
                sums.denominators[day, customer.segment] += money if is_money else 1
            for span in customer.spans:
                if not counts(span):
                    continue
                lost_on, last = span.lost_on(today), span.last_active_on
                if lost_on:
                    worth = customer.money.get(lost_on - ONE, NOTHING)
                    sums.numerators[lost_on, customer.segment] += worth if is_money else 1
                if span.is_in_grace and last:
                    sums.pending[last + ONE, customer.segment] += 1
        facts |= sums.facts(variant)
    return facts
