"""What customers say, each case worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.e2e.conftest import dbt_build, selected, without
from tests.e2e.voice_extracts import Extracts

KPIS = (
    *("csat", "nps", "ces", "survey_response_rate", "customer_sentiment", "customer_approval"),
    *("contact_rate", "complaint_rate", "escalation_rate"),
)
MARTS = (*(f"fct_{kpi}_daily" for kpi in KPIS), "fct_feedback_themes")

#: Numerators and denominators are exact decimals, which Python holds equal to whole numbers.
Days = dict[int, tuple[Any, Any]]


def answered_twice(made: Extracts) -> None:
    made.ticket("h26", "h26")
    made.answer("h26", "csat", 5, "03 10:00", ticket="h26")
    made.answer("h26", "csat", 1, "03 12:00", ticket="h26")


def eight_of_ten(made: Extracts) -> None:
    for number in range(10):
        made.answer("h27", "csat", 5 if number < 8 else 2, "01 09:00")
    made.answer("h27", "csat", 4, "02 09:00")


def late_answer(made: Extracts) -> None:
    made.answer("h27", "csat", 1, "01 23:00")


def score_of_zero(made: Extracts) -> None:
    for score in (10, 9, 8, 7, 6, 0):
        made.answer("h28", "nps", score, "04 09:00")


def two_versions(made: Extracts) -> None:
    for measure, score in (("ces_1", 1), ("ces_1", 2), ("ces_2", 7), ("ces_2", 6)):
        made.answer("h29", measure, score, "05 09:00")


def themes_and_escalations(made: Extracts) -> None:
    for number in range(10):
        themes = "delivery,price" if number < 3 else "staff"
        made.feedback("survey_comment", "negative", "06 09:00", themes=themes)
    for number in range(10):
        escalations = [
            ("01 08:00", "team_assigned", "h34"),
            ("02 09:00", "team_assigned", "second_line"),
            ("02 10:00", "team_assigned", "third_line"),
            ("02 11:00", "agent_assigned", "boss"),
        ]
        solve = ("02 12:00", "status_changed", "resolved")
        made.ticket(f"h34_{number}", "h34", *(escalations if number == 0 else []), solve)
    for tier, team in enumerate(("h34", "second_line", "third_line"), start=1):
        made.rows["teams"].append((team, team, "group", tier))
    made.rows["agents"].append(("boss", "manager"))


def sent_in_may(made: Extracts) -> None:
    for name in ("quick", "late", "silent"):
        made.invitation(name, "2026-05-30 12:00:00")
    made.answer("sent", "csat", 5, "02 12:00", invitation="quick")
    made.answer("sent", "csat", 5, "13 12:01", invitation="late")


def voices(made: Extracts) -> None:
    """Two customers, a third who leaves, and somebody nobody knows."""
    made.answer("said", "csat", 5, "01 09:00", person="ann", channel="email")
    made.feedback("complaint", "negative", "03 09:00", person="ann")
    made.answer("said", "nps", 8, "02 09:00", person="bob", channel="sms")
    made.feedback("review", "negative", "02 10:00", person="bob")
    made.feedback("compliment", "positive", "02 11:00", person="bob")
    made.feedback("compliment", "positive", "02 11:00")
    made.customer("ann", "2026-05-01")
    made.customer("bob", "2026-05-01")
    made.customer("cid", "2026-05-01", "2026-06-02")


CASES = (
    *(answered_twice, eight_of_ten, score_of_zero, two_versions, themes_and_escalations),
    *(sent_in_may, voices),
)


def built(warehouse: Path, made: Extracts, *marts: str) -> duckdb.DuckDBPyConnection:
    made.write(warehouse)
    dbt_vars: dict[str, object] = {"as_of": "2026-07-15 00:00:00", "vendors": ["custom"]}
    file = dbt_build(warehouse, dbt_vars, *selected(*marts), *without("unit_test"))
    return duckdb.connect(str(file), read_only=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voices")


@pytest.fixture(scope="module")
def final(folder: Path) -> duckdb.DuckDBPyConnection:
    made = Extracts()
    for case in CASES:
        case(made)
    return built(folder / "final", made, *MARTS)


def by_day(
    connection: duckdb.DuckDBPyConnection, kpi: str, variant: str, team: str | None = None
) -> Days:
    """Day of June (31 May is 0) -> numerator, denominator."""
    rows = connection.execute(
        f"""
        select metric_date - date '2026-05-31', sum(numerator), sum(denominator)
        from marts.fct_{kpi}_daily
        where variant_id = $1 and coalesce(team_id = 'custom:main:' || $2, true)
        group by 1 order by 1
        """,
        [variant, team],
    ).fetchall()
    return {day: (good, judged) for day, good, judged in rows}


def test_a_survey_answered_twice_counts_once(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "csat", "top_2", "h26") == {3: (0, 1)}
    rows = final.execute("""
        select score, exclusion_reason, was_good_now_bad from marts.fct_survey_responses
        where ticket_id = 'custom:main:h26' order by responded_at
    """).fetchall()
    assert rows == [(5, "superseded", False), (1, None, True)]


def test_a_late_survey_changes_a_closed_day(final: duckdb.DuckDBPyConnection, folder: Path) -> None:
    assert by_day(final, "csat", "top_2", "h27") == {1: (8, 10), 2: (1, 1)}
    made = Extracts()
    eight_of_ten(made)
    late_answer(made)
    with built(folder / "late", made, "fct_csat_daily") as restated:
        days = by_day(restated, "csat", "top_2", "h27")
    assert days == {1: (8, 11), 2: (1, 1)}
    good, judged = map(sum, zip(*days.values(), strict=True))
    assert (good, judged) == (9, 12)


def test_a_score_of_zero_is_a_score(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "nps", "standard", "h28") == {4: (0, 6)}
    row = final.execute("select sum_of_squares from marts.fct_nps_daily where denominator = 6")
    assert row.fetchall() == [(4,)]


def test_two_versions_of_effort_are_never_pooled(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "ces", "low_effort_1", "h29") == {5: (2, 2)}
    assert by_day(final, "ces", "low_effort_2", "h29") == {5: (2, 2)}
    assert by_day(final, "ces", "mean_1", "h29") == {5: (3, 2)}
    assert by_day(final, "ces", "mean_2", "h29") == {5: (13, 2)}
    variants = final.execute("select distinct variant_id from marts.fct_ces_daily").fetchall()
    assert len(variants) == 4


def test_themes_overlap_and_escalations_do_not(final: duckdb.DuckDBPyConnection) -> None:
    shares = final.execute("""
        select theme, count(*) / (
            select count(*) from marts.fct_feedback_items where feedback_source = 'survey_comment'
        ) from marts.fct_feedback_themes group by 1 order by 1
    """).fetchall()
    assert shares == [("delivery", 0.3), ("price", 0.3), ("staff", 0.7)]
    assert sum(share for _, share in shares) == pytest.approx(1.3)
    assert by_day(final, "customer_sentiment", "negative")[6] == (10, 10)
    escalated = final.execute("""
        select sum(numerator), sum(denominator), sum(functional_count), sum(hierarchical_count)
        from marts.fct_escalation_rate_tickets
        where variant_id = 'any' and ticket_id like '%:h34_%'
    """).fetchall()
    assert escalated == [(1, 10, 2, 1)]


def test_a_survey_sent_in_may_is_answered_in_june(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "survey_response_rate", "sent") == {-1: (1, 3)}
    assert by_day(final, "csat", "top_2", "sent") == {2: (1, 1), 13: (1, 1)}


def test_a_customer_has_one_voice_at_a_time(final: duckdb.DuckDBPyConnection) -> None:
    approving = by_day(final, "customer_approval", "approval")
    # ann approves for two days and then complains, bob's last word on the second is a compliment
    assert [approving[day] for day in (1, 2, 3, 29)] == [(1, 1), (2, 2), (1, 2), (1, 2)]
    # the compliment stands to the 29th, the complaint to the 30th; then nothing is left
    assert [approving[day] for day in (30, 31)] == [(0, 1), (0, 0)]
    assert max(approving) == 31
    net = by_day(final, "customer_approval", "net")
    assert [net[day] for day in (2, 3, 30)] == [(2, 2), (0, 2), (-1, 1)]
    rows = final.execute("""
        select metric_date - date '2026-05-31', channel, numerator, denominator, kpi_value
        from marts.fct_customer_approval_daily
        where variant_id = 'approval' and metric_date <= '2026-06-03' order by 1, 2
    """).fetchall()
    assert rows == [
        *((1, "email", 1, 1, 1), (2, "email", 1, 1, 1), (2, "unknown", 1, 1, 1)),
        *((3, "email", 0, 0, None), (3, "unknown", 1, 2, 0.5)),
    ]


def test_rates_divide_by_the_customers_active_that_day(final: duckdb.DuckDBPyConnection) -> None:
    complaints = by_day(final, "complaint_rate", "all")
    assert {day: complaints[day] for day in (1, 2, 3, 4)} == {
        1: (0, Decimal("0.003")),
        2: (0, Decimal("0.003")),
        3: (1, Decimal("0.002")),
        4: (0, Decimal("0.002")),
    }
    contacts = by_day(final, "contact_rate", "all")
    assert contacts[1] == (11, Decimal("0.003"))
    june = zip(*(contacts[day] for day in range(1, 31)), strict=True)
    # two customers for 30 days and a third for two
    assert [sum(part) for part in june] == [11, Decimal("0.062")]


def test_whose_voice_it_was_is_listed_and_does_not_count(final: duckdb.DuckDBPyConnection) -> None:
    rows = final.execute("""
        select exclusion_reason, count(*), sum(denominator) from marts.fct_customer_approval_voices
        where variant_id = 'net' and voice_source = 'compliment' group by 1 order by 1
    """).fetchall()
    assert rows == [("unknown_customer", 1, 0), (None, 1, 1)]


def test_day_of_an_answer_is_that_of_the_answer(final: duckdb.DuckDBPyConnection) -> None:
    row = final.execute("""
        select min(metric_date), max(final_on) from marts.fct_csat_daily
        where team_id = 'custom:main:h26'
    """).fetchone()
    assert row == (date(2026, 6, 3), date(2026, 6, 4))
