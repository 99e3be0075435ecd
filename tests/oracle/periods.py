"""Customers by month, quarter and year: who stayed, left, came and came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.oracle.spans import GRACE, NOTHING, ONE, Activity

#: Months of a period.
PERIODS = {"month": 1, "quarter": 3, "year": 12}
COUNTS = (
    *("start_count", "retained_count", "lost_count", "new_count", "win_back_count"),
    *("new_and_lost_count", "churn_event_count", "end_count"),
)
AMOUNTS = ("start_amount", "retained_amount", "kept_amount")

#: Period type, first day, segment.
PeriodKey = tuple[str, date, str]
PeriodRow = dict[str, Decimal]


def month_after(day: date, months: int = 1) -> date:
    """Give the first day of a later month."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def starts(months: int, first: date, today: date) -> Iterator[date]:
    """Yield the first days of the periods that are over, from that of the first day on."""
    begin = date(first.year, (first.month - 1) // months * months + 1, 1)
    while month_after(begin, months) - ONE < today:
        yield begin
        begin = month_after(begin, months)


def count_customer(
    customer: Activity, begin: date, last: date, today: date, row: PeriodRow
) -> None:
    """Count one customer in one period."""
    money, first = customer.money, customer.spans[0].starts_on
    at_start, at_end = begin - ONE in money, last in money
    is_first = begin <= first <= last
    then, now = money.get(begin - ONE, NOTHING), money.get(last, NOTHING)
    lost = (span.lost_on(today) for span in customer.spans)
    has_left = any(day is not None and begin <= day <= last for day in lost)
    holds = {
        "start_count": at_start,
        "retained_count": at_start and at_end,
        "lost_count": at_start and not at_end,
        "new_count": is_first and at_end,
        "win_back_count": at_end and not at_start and not is_first,
        "new_and_lost_count": is_first and not at_end,
        "churn_event_count": at_start and has_left,
        "end_count": at_end,
    }
    for name, is_so in holds.items():
        row[name] += is_so
    if at_start:
        row["start_amount"] += then
        row["retained_amount"] += min(then, now)
        row["kept_amount"] += now


def customer_periods(customers: list[Activity], today: date) -> dict[PeriodKey, PeriodRow]:
    """Give the rows that say anything."""
    rows: dict[PeriodKey, PeriodRow] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    first = min(customer.spans[0].starts_on for customer in customers)
    for kind, months in PERIODS.items():
        for begin in starts(months, first, today):
            last = last_day(kind, begin)
            for customer in customers:
                if customer.spans[0].starts_on <= last:
                    row = rows[kind, begin, customer.segment]
                    count_customer(customer, begin, last, today, row)
    return {
        key: {name: row[name] for name in (*COUNTS, *AMOUNTS)}
        for key, row in rows.items()
        if any(row.values())
    }


def last_day(kind: str, begin: date) -> date:
    return month_after(begin, PERIODS[kind]) - ONE


def is_final(last: date, today: date) -> bool:
    return last + (GRACE + 1) * ONE <= today


def rates(row: PeriodRow) -> dict[str, float | None]:
    """Give what of heads and of money stayed."""

    def share(part: str, whole: str) -> float | None:
        return float(row[part]) / float(row[whole]) if row[whole] else None

    return {
        "retention_rate": share("retained_count", "start_count"),
        "gross_revenue_retention": share("retained_amount", "start_amount"),
        "net_revenue_retention": share("kept_amount", "start_amount"),
    }
