"""Tables of customers and of what they say against what the oracle gives."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import duckdb

from tests.oracle.customer_facts import Truth
from tests.oracle.feedback import Item
from tests.oracle.periods import AMOUNTS, COUNTS, is_final, last_day, rates
from tests.oracle.service_to_retention import risks
from tests.oracle.surveys import Answer

SHOWN = 10
Rows = Mapping[tuple[Any, ...], tuple[Any, ...]]


def is_same(one: object, other: object) -> bool:
    """Compare two cells; doubles may differ in what no two engines agree on."""
    if isinstance(other, float) and isinstance(one, float | Decimal):
        return math.isclose(one, other, rel_tol=1e-7, abs_tol=1e-7)
    return one == other


def compare_rows(
    connection: duckdb.DuckDBPyConnection,
    *,
    table: str,
    keys: str,
    values: str,
    expected: Rows,
    at_least: int,
    where: str = "true",
) -> list[str]:
    """Say which rows of a table differ, the first ten with both sides."""
    rows = connection.execute(
        f"select {keys}, {values} from marts.{table} where {where}"
    ).fetchall()
    width = len(keys.split(","))
    built = {row[:width]: row[width:] for row in rows}
    assert len(built) == len(rows)
    assert len(expected) >= at_least
    differing = [
        key
        for key in built.keys() | expected.keys()
        if key not in built
        or key not in expected
        or not all(is_same(*both) for both in zip(built[key], expected[key], strict=True))
    ]
    shown = [
        f"{key}\n  dbt:    {built.get(key)}\n  oracle: {expected.get(key)}"
        for key in sorted(differing, key=repr)[:SHOWN]
    ]
    return [f"{table}: {len(differing)} rows differ", *shown] if differing else []


def compare_customers(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    expected = {
        (one.customer_id,): (
            *(one.segment, one.plan, one.region, one.is_known, one.is_deleted, one.is_test),
            truth.known.people_of(one.customer_id),
        )
        for one in truth.known.golden.values()
    }
    return compare_rows(
        connection,
        table="dim_customers",
        keys="customer_id",
        values="customer_segment, plan, region, is_known_to_crm, is_deleted, is_test, person_count",
        expected=expected,
        at_least=1500,
    )


def compare_subscriptions(
    connection: duckdb.DuckDBPyConnection, truth: Truth, at_least: int = 4000
) -> list[str]:
    expected = {
        (one.key, one.starts_on): (
            *(one.customer_id, one.ends_on, one.reason, one.amount, one.amount_reason),
        )
        for one in truth.subscriptions
    }
    return compare_rows(
        connection,
        table="fct_subscriptions",
        keys="subscription_id, starts_on",
        values="customer_id, ends_on, exclusion_reason, reporting_amount, amount_exclusion_reason",
        expected=expected,
        at_least=at_least,
    )


def compare_spans(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    expected = {
        (one.customer_id, span.number): (
            *(span.starts_on, span.ends_on, span.number > 1, span.is_in_grace),
            *(span.last_active_on, span.is_voluntary, span.end_reason, one.segment),
        )
        for one in truth.active
        for span in one.spans
    }
    return compare_rows(
        connection,
        table="fct_customer_spans",
        keys="customer_id, span_number",
        values="starts_on, ends_on, is_win_back, is_in_grace, last_active_on, is_voluntary_end,"
        " end_reason, customer_segment",
        expected=expected,
        at_least=1000,
    )


def compare_orders(
    connection: duckdb.DuckDBPyConnection, truth: Truth, at_least: int = 3000
) -> list[str]:
    numbers = truth.order_numbers()
    expected = {
        (one.order_id,): (
            *(one.customer_id, one.at, one.day, one.amount, one.amount_reason, one.reason),
            *(numbers.get(one.order_id), numbers.get(one.order_id) == 1),
        )
        for one in truth.orders
    }
    return compare_rows(
        connection,
        table="fct_orders",
        keys="order_id",
        values="customer_id, ordered_at, ordered_on, reporting_amount, amount_exclusion_reason,"
        " exclusion_reason, order_number, is_first_order",
        expected=expected,
        at_least=at_least,
    )


def compare_periods(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    names = (*COUNTS, *AMOUNTS)
    shares = ("retention_rate", "gross_revenue_retention", "net_revenue_retention")
    expected = {}
    for (kind, begin, segment), row in truth.periods.items():
        parts = tuple(row[name] for name in names)
        told = tuple(rates(row)[name] for name in shares)
        is_over = is_final(last_day(kind, begin), truth.today)
        expected[kind, begin, segment] = (*parts, *told, is_over)
    return compare_rows(
        connection,
        table="fct_customer_periods",
        keys="period_type, period_starts_on, customer_segment",
        values=", ".join([*names, *shares, "is_final"]),
        expected=expected,
        at_least=100,
        where=" or ".join(f"{name} <> 0" for name in names),
    )


def compare_cohorts(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    expected = {
        key: (count, active, None if active is None else active / count)
        for key, (count, active) in truth.cohorts.items()
    }
    return compare_rows(
        connection,
        table="fct_customer_cohorts",
        keys="activity, cohort_month, age_months",
        values="customer_count, active_count, active_rate",
        expected=expected,
        at_least=600,
    )


def compare_survival(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    return compare_rows(
        connection,
        table="fct_customer_survivals",
        keys="age_days",
        values="at_risk_count, event_count, survival, survival_low, survival_high",
        expected={(age,): row for age, row in truth.survival.items()},
        at_least=50,
    )


def answer_row(one: Answer) -> tuple[Any, ...]:
    """Give what a table says of an answer; where it belongs only of one that counts."""
    if one.reason is not None or one.group is None:
        return (one.reason, *[None] * 6)
    return (None, round(one.share, 6), one.customer, *one.group[:3], one.was_good_now_bad)


def compare_answers(
    connection: duckdb.DuckDBPyConnection, truth: Truth, at_least: int = 9000
) -> list[str]:
    places = ("score_share", "customer_id", "channel", "team_id", "priority")
    shown = [f"case when exclusion_reason is null then {name} end" for name in places]
    good = "case when exclusion_reason is null and measure = 'csat' then was_good_now_bad end"
    expected = {}
    for one in truth.answers:
        row = answer_row(one)
        flag = row[-1] if one.measure == "csat" else None
        expected[one.response_id, one.question_id] = (*row[:-1], flag)
    return compare_rows(
        connection,
        table="fct_survey_responses",
        keys="response_id, question_id",
        values=", ".join(["exclusion_reason", *shown, good]),
        expected=expected,
        at_least=at_least,
    )


def item_row(one: Item) -> tuple[Any, ...]:
    return one.source, one.polarity, one.customer, one.at, *one.group


def compare_feedback(
    connection: duckdb.DuckDBPyConnection, truth: Truth, at_least: int = 2500
) -> list[str]:
    problems = compare_rows(
        connection,
        table="fct_feedback_items",
        keys="feedback_id",
        values="feedback_source, polarity, customer_id, given_at, channel, team_id, priority,"
        " customer_segment",
        expected={(one.feedback_id,): item_row(one) for one in truth.items},
        at_least=at_least,
    )
    themes = {
        (one.feedback_id, theme): (one.polarity,) for one in truth.items for theme in one.themes
    }
    return problems + compare_rows(
        connection,
        table="fct_feedback_themes",
        keys="feedback_id, theme",
        values="polarity",
        expected=themes,
        at_least=at_least,
    )


def compare_landmarks(connection: duckdb.DuckDBPyConnection, truth: Truth) -> list[str]:
    table = {
        key: (
            *(one.landmarks, one.churned, one.pending, *(one.interval or (None, None))),
            *(one.difference, *(one.difference_interval or (None, None)), one.is_significant),
        )
        for key, one in risks(truth.landmarks.values()).items()
    }
    days = {
        (one.customer, one.quarter, one.experience): (
            *(one.day, one.tenure, one.is_pending, None if one.is_pending else one.has_left),
        )
        for one in truth.landmarks.values()
    }
    problems = compare_rows(
        connection,
        table="fct_service_landmarks",
        keys="customer_id, quarter_starts_on, experience",
        values="landmark_on, tenure_days, is_pending, is_churned",
        expected=days,
        at_least=2000,
    )
    return problems + compare_rows(
        connection,
        table="fct_service_to_retention",
        keys="experience, tenure_band",
        values="landmark_count, churned_count, pending_count, low, high,"
        " risk_difference, risk_difference_low, risk_difference_high, is_significant",
        expected=table,
        at_least=15,
    )
