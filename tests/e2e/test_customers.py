"""Customers who leave, return and merge, from files to every table that tells of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from tests.e2e.checks import found_by
from tests.e2e.conftest import Build

Row = dict[str, object]

VARS: dict[str, object] = {"as_of": "2026-07-20 00:00:00", "calendar_starts_on": "2025-01-01"}


def subscription(customer: str, starts_on: str, ends_on: str = "", **more: object) -> Row:
    """One period; its id is the customer's and the day's."""
    return {
        "subscription_id": f"{customer}-{starts_on}",
        "customer_id": customer,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "monthly_amount": 10,
        "currency": "USD",
    } | more


def case_30() -> Iterator[Row]:
    """Of 100 one leaves and returns, one leaves; 5 come, one of them goes again."""
    yield from (subscription(f"case_30-{n}", "2026-01-01") for n in range(98))
    yield subscription("case_30-returns", "2026-01-01", "2026-06-04")
    yield subscription("case_30-returns", "2026-06-20")
    yield subscription("case_30-leaves", "2026-01-01", "2026-06-09", is_voluntary_end=True)
    yield from (subscription(f"case_30-new-{n}", "2026-06-15") for n in range(4))
    yield subscription("case_30-passes", "2026-06-15", "2026-06-24")


def case_31() -> Iterator[Row]:
    """Of 100 three are lost; 10 come; 2 who were gone before return."""
    yield from (subscription(f"case_31-{n}", "2026-01-01") for n in range(97))
    yield from (subscription(f"case_31-lost-{n}", "2026-01-01", "2026-06-09") for n in range(3))
    yield from (subscription(f"case_31-new-{n}", "2026-06-15") for n in range(10))
    yield from (subscription(f"case_31-back-{n}", "2025-06-01", "2025-12-31") for n in range(2))
    yield from (subscription(f"case_31-back-{n}", "2026-06-15") for n in range(2))


def case_32() -> Iterator[Row]:
    """Of nine at 10 and one at 910 the large one leaves."""
    yield from (subscription(f"case_32-{n}", "2026-01-01") for n in range(9))
    yield subscription("case_32-large", "2026-01-01", "2026-06-09", monthly_amount=910)


def merged() -> Iterator[Row]:
    """Two records of one customer, one after the other; and three subscriptions at once."""
    yield subscription("merged-old", "2026-01-01", "2026-03-31")
    yield subscription("merged-new", "2026-04-05", monthly_amount=20)
    yield from (subscription("merged-three", "2026-01-01", subscription_id=n) for n in "abc")


MARTS = ("fct_churn_daily", "fct_retention_daily", "fct_customer_periods", "fct_customer_spans")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, build: Build) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("customers")
    subscriptions = [*case_30(), *case_31(), *case_32(), *merged()]
    names = sorted({str(row["customer_id"]) for row in subscriptions})
    customers: list[Row] = [
        {
            "customer_id": name,
            "customer_kind": "account",
            "customer_segment": name.partition("-")[0],
            "merged_into_customer_id": "merged-new" if name == "merged-old" else "",
        }
        for name in names
    ]
    # the CRM does not know everybody who pays
    subscriptions.append(subscription("nobody", "2026-01-01"))
    (folder / "extracts" / "custom").mkdir(parents=True)
    for table, rows in [("customers", customers), ("subscriptions", subscriptions)]:
        with (folder / "extracts" / "custom" / f"{table}.csv").open("w", newline="") as file:
            fields = list(dict.fromkeys(field for row in rows for field in row))
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            writer.writerows(rows)
    warehouse = build(folder / "extracts", folder / "warehouse", VARS, *MARTS)
    return duckdb.connect(str(warehouse), read_only=True)


JUNE = """
    select
        start_count, retained_count, lost_count, new_count, win_back_count, new_and_lost_count,
        churn_event_count, end_count, retention_rate, gross_revenue_retention
    from marts.fct_customer_periods
    where period_type = 'month' and period_starts_on = date '2026-06-01' and customer_segment = ?
"""


@pytest.mark.parametrize(
    ("case", "counts", "retention", "money"),
    [
        ("case_30", (100, 99, 1, 4, 0, 1, 2, 103), "0.99", "0.99"),
        ("case_31", (100, 97, 3, 10, 2, 0, 3, 109), "0.97", "0.97"),
        ("case_32", (10, 9, 1, 0, 0, 0, 1, 9), "0.9", "0.09"),
        ("merged", (2, 2, 0, 0, 0, 0, 0, 2), "1", "1"),
    ],
)
def test_june_takes_those_of_its_start_and_its_end(
    built: duckdb.DuckDBPyConnection,
    case: str,
    counts: tuple[int, ...],
    retention: str,
    money: str,
) -> None:
    expected = (*counts, Decimal(retention), Decimal(money))
    assert built.execute(JUNE, [case]).fetchone() == expected


@pytest.mark.parametrize(
    ("variant", "expected"),
    [("rolling_30d", (97, 100)), ("revenue_30d", (970, 1000))],
)
def test_retention_of_the_last_of_june_sees_no_win_back_as_staying(
    built: duckdb.DuckDBPyConnection, variant: str, expected: tuple[int, int]
) -> None:
    row = built.execute(
        """
        select numerator, denominator from marts.fct_retention_daily
        where variant_id = ? and metric_date = date '2026-06-30' and customer_segment = 'case_31'
        """,
        [variant],
    ).fetchone()
    assert row == expected


@pytest.mark.parametrize(
    ("variant", "case", "losses"),
    [
        ("all", "case_30", [("2026-06-05", 1), ("2026-06-10", 1), ("2026-06-25", 1)]),
        ("voluntary", "case_30", [("2026-06-10", 1)]),
        ("involuntary", "case_30", []),
        ("all", "case_32", [("2026-06-10", 1)]),
        ("revenue", "case_32", [("2026-06-10", 910)]),
        ("all", "merged", []),
    ],
)
def test_losses_stand_on_the_day_after_the_last(
    built: duckdb.DuckDBPyConnection, variant: str, case: str, losses: list[tuple[str, int]]
) -> None:
    rows = built.execute(
        """
        select cast(metric_date as varchar), cast(numerator as integer)
        from marts.fct_churn_daily
        where variant_id = ? and customer_segment = ? and numerator > 0 order by 1
        """,
        [variant, case],
    ).fetchall()
    assert rows == losses


def test_a_customer_is_one_however_many_records_subscriptions_and_days(
    built: duckdb.DuckDBPyConnection,
) -> None:
    rows = built.execute("""
        select split_part(customer_id, ':', 3), starts_on = date '2026-01-01', ends_on is null
        from marts.fct_customer_spans where customer_segment in ('merged', 'unknown') order by 1
    """).fetchall()
    assert rows == [(name, True, True) for name in ("merged-new", "merged-three", "nobody")]


def test_all_ends_are_accounted_for(built: duckdb.DuckDBPyConnection) -> None:
    # nobody is lost between the tables: starts less losses are those who are there
    row = built.execute("""
        select
            (select count(*) from marts.fct_customer_spans where ends_on is null),
            (select sum(end_count) from marts.fct_customer_periods
                where period_type = 'month' and period_starts_on = date '2026-06-01'),
            (select sum(denominator) from marts.fct_churn_daily
                where variant_id = 'all' and metric_date = date '2026-07-20'),
            (select count(*) from marts.fct_customer_spans)
            - (select sum(numerator) from marts.fct_churn_daily where variant_id = 'all')
    """).fetchone()
    assert row is not None
    assert set(row) == {103 + 109 + 9 + 2 + 1}


def test_a_subscription_that_runs_twice_at_once_is_noticed() -> None:
    connection = duckdb.connect()
    connection.execute("""
        create table int_subscriptions_scoped as
        select subscription_id, starts_on::date as starts_on, ends_on::date as ends_on, reason
            as exclusion_reason
        from (values
            ('corrected', '2026-01-05', null, null),
            ('corrected', '2026-01-01', null, null),
            ('one_day', '2026-01-01', '2026-02-01', null),
            ('one_day', '2026-02-01', null, null),
            ('dearer', '2026-01-01', '2026-01-31', null),
            ('dearer', '2026-02-01', null, null),
            ('taken_back', '2026-01-05', '2026-01-04', 'ends_before_start'),
            ('taken_back', '2026-01-01', null, null),
            ('once', '2026-01-01', null, null)
        ) as rows (subscription_id, starts_on, ends_on, reason)
    """)
    found = found_by("assert_subscriptions_run_once_at_a_time", connection)
    assert sorted(name for name, *_ in found) == ["corrected", "one_day"]
