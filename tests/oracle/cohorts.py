"""Customers by the month they began, and how many of them are there months later."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.oracle.periods import month_after
from tests.oracle.spans import ONE, Activity, Order

#: Activity, cohort month, age in months.
CohortKey = tuple[str, date, int]
#: Customers, and those still active; None if the month is not over.
Cohort = tuple[int, int | None]


def month_of(day: date) -> date:
    return day.replace(day=1)


def cohorts_of(
    activity: str, months: dict[str, tuple[date, set[date]]], today: date
) -> dict[CohortKey, Cohort]:
    """Count by customer's first month and the months in which the customer was active."""
    members: dict[date, list[set[date]]] = defaultdict(list)
    for cohort, active in months.values():
        members[cohort].append(active)
    found: dict[CohortKey, Cohort] = {}
    for cohort, of in members.items():
        month, age = cohort, 0
        while month <= today:
            is_over = month_after(month) - ONE < today
            active_count = sum(month in active for active in of) if is_over else None
            found[activity, cohort, age] = len(of), active_count
            month, age = month_after(month), age + 1
    return found


def subscription_cohorts(customers: list[Activity], today: date) -> dict[CohortKey, Cohort]:
    """Active in a month is who is there on its last day."""
    months = {
        one.customer_id: (
            month_of(one.spans[0].starts_on),
            {month_of(day) for day in one.money if (day + ONE).day == 1},
        )
        for one in customers
    }
    return cohorts_of("subscriptions", months, today)


def order_cohorts(by_customer: dict[str, list[Order]], today: date) -> dict[CohortKey, Cohort]:
    """Active in a month is who ordered in it."""
    months = {
        customer: (month_of(found[0].day), {month_of(order.day) for order in found})
        for customer, found in by_customer.items()
    }
    return cohorts_of("orders", months, today)
