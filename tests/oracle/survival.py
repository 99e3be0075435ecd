"""How long customers stay: the share of them still there by age, as Kaplan and Meier count."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

from tests.oracle.spans import Activity, Span

MARKS = (30, 90, 365)
Z = 1.959964

#: Age to those at risk, those lost, survival and its bounds.
Survival = dict[int, tuple[int, int, float, float | None, float | None]]


def life_of(span: Span, today: date) -> tuple[int, bool]:
    """Give the days of a first span, and whether it is over for good."""
    last = span.last_active_on
    if last is not None and (span.lost_on(today) or span.is_in_grace):
        return (last - span.starts_on).days + 1, not span.is_in_grace
    return (today - span.starts_on).days, False


def bounds(survival: Fraction, spread: Fraction | None) -> tuple[float | None, float | None]:
    if spread is None:
        return None, None
    away = Z * float(survival) * math.sqrt(spread)
    return max(0.0, float(survival) - away), min(1.0, float(survival) + away)


def survival_of(lives: list[tuple[int, bool]]) -> Survival:
    """Give the ages with a loss, and the marks; who is censored on a day was at risk on it."""
    found: Survival = {}
    survival, spread = Fraction(1), Fraction(0)
    all_lost = False
    ages = {age for age, is_lost in lives if is_lost} | set(MARKS)
    for age in sorted(ages):
        at_risk = sum(days >= age for days, _ in lives)
        lost = sum(days == age and is_lost for days, is_lost in lives)
        if lost:
            survival *= 1 - Fraction(lost, at_risk)
            all_lost = lost == at_risk
            if not all_lost:
                spread += Fraction(lost, at_risk * (at_risk - lost))
        found[age] = at_risk, lost, float(survival), *bounds(survival, None if all_lost else spread)
    return found


def customer_survival(customers: list[Activity], today: date) -> Survival:
    return survival_of([life_of(customer.spans[0], today) for customer in customers])
