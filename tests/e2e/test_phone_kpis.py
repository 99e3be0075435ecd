"""Phone KPIs in cases that are often counted wrongly, each worked out by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import Build
from tests.e2e.phone_extracts import NEW_YORK, PhoneExtracts

AS_OF = "2026-03-10 16:00:00"  # noon in New York
DAY = date(2026, 3, 2)

Sums = tuple[float, float, int]


def write_service_levels(made: PhoneExtracts) -> None:
    """Add 1,000 answered calls, 860 in time, and 60 abandons: 10 shortly, 10 more in time."""
    for number in range(1000):
        wait = 20 if number < 860 else 21
        made.call("formulas", "2026-03-02 10:00:00", "answered", wait=wait, talk=100)
    for number in range(60):
        wait = 5 if number < 10 else 20 if number < 20 else 60
        made.call("formulas", "2026-03-02 10:00:00", "abandoned", wait=wait)
    for border in (20.0, 20.4):
        made.call("border", "2026-03-02 10:00:00", "answered", wait=border, talk=100)
    for outcome, number in (("answered", 80), ("abandoned", 10), ("callback", 10)):
        for _ in range(number):
            made.call("callbacks", "2026-03-02 10:00:00", outcome, wait=10, talk=60)
    made.call("callbacks", "2026-03-02 12:00:00", "answered", wait=0, talk=60, direction="callback")


def write_abandons(made: PhoneExtracts) -> None:
    made.call("again", "2026-03-02 10:00:00", "abandoned", wait=45, caller="+12015550101")
    made.call("again", "2026-03-02 10:05:00", "answered", wait=15, talk=60, caller="+12015550101")
    made.call("now", "2026-03-10 11:59:30", "in_queue", caller="+12015550102")
    made.call("now", "2026-03-10 11:59:00", "answered", wait=90, talk=60)
    made.call("now", "2026-03-10 11:30:00", "abandoned", wait=30, caller="+12015550102")
    made.call("now", "2026-03-10 12:00:01", "answered", wait=0, talk=60)


def write_handling(made: PhoneExtracts) -> None:
    passed_on = made.call("line_a", "2026-03-02 10:00:00", "answered", wait=10, seconds=600)
    made.leg(passed_on, "line_a", "2026-03-02 10:00:10", "transferred", talk=300, wrap=60)
    made.leg(passed_on, "line_b", "2026-03-02 10:05:20", "answered", talk=240, hold=30, wrap=30)
    made.call("midnight", "2026-03-02 23:55:00", "answered", wait=0, talk=600, wrap=300)
    made.state("night", "on_contact", "2026-03-02 23:55:00", "2026-03-03 00:05:00", "available")
    made.state("night", "wrap", "2026-03-03 00:05:00", "2026-03-03 00:10:00", "break")
    for second in range(3):
        chat = f"2026-03-02 10:00:0{second}"
        made.call("chats", chat, "answered", wait=0, talk=600, channel="chat")
        made.state("chatter", "on_contact", chat, f"2026-03-02 10:10:0{second}")


def write_impossible(made: PhoneExtracts) -> None:
    made.call("impossible", "2026-03-02 10:00:00", "answered", wait=-3, talk=60, seconds=90)
    made.call("impossible", "2026-03-02 10:00:00", "abandoned", seconds=-60)
    made.call("impossible", "2026-03-02 10:00:00", "answered", wait=10, seconds=-60)
    made.call("left_out", "2026-03-02 10:00:00", "answered", wait=10, talk=60, is_test=True)
    made.call("left_out", "2026-03-02 10:00:00", "answered", talk=60, direction="outbound")
    made.call("left_out", "2026-03-02 10:00:00", "failed")
    made.call("left_out", "2026-03-02 10:00:00", "ivr_only")


KPIS = (
    *("service_level", "abandonment_rate", "speed_of_answer", "handle_time", "transfer_rate"),
    *("occupancy", "schedule_adherence"),
)
MARTS = (
    *(f"fct_{kpi}_daily" for kpi in KPIS),
    *("fct_calls", "fct_call_intervals", "fct_call_interval_thresholds"),
    "fct_kpi_distributions_daily",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, build: Build) -> duckdb.DuckDBPyConnection:
    made = PhoneExtracts()
    for write in (write_service_levels, write_abandons, write_handling, write_impossible):
        write(made)
    folder: Path = tmp_path_factory.mktemp("phone")
    made.write(folder / "extracts")
    dbt_vars: dict[str, object] = {"as_of": AS_OF, "reporting_time_zone": NEW_YORK.key}
    path = build(folder / "extracts", folder / "warehouse", dbt_vars, *MARTS, "kpi_variants")
    return duckdb.connect(str(path), read_only=True)


def sums(
    connection: duckdb.DuckDBPyConnection, kpi: str, variant: str, team: str, day: date = DAY
) -> Sums:
    """Give numerator, denominator and pending count of one variant, team and day."""
    row = connection.execute(
        f"""
        select
            coalesce(sum(numerator), 0), coalesce(sum(denominator), 0),
            coalesce(sum(pending_count), 0)
        from marts.fct_{kpi}_daily
        where variant_id = ? and team_id = 'custom:main:' || ? and metric_date = ?
        """,
        [variant, team, day],
    ).fetchone()
    assert row is not None
    return float(row[0]), float(row[1]), int(row[2])


def percent(found: Sums) -> float:
    return round(100 * found[0] / found[1], 2)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("f1", 83.02), ("f2", 86.0), ("f3", 81.13), ("f4", 82.69), ("f5", 82.08), ("f6", 81.9)],
)
def test_six_published_formulas_on_the_same_calls(
    built: duckdb.DuckDBPyConnection, formula: str, expected: float
) -> None:
    assert percent(sums(built, "service_level", formula, "formulas")) == expected


def test_out_of_the_queue_in_time_is_all_calls_without_callbacks(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert percent(sums(built, "service_level", "f7", "formulas")) == 83.02
    assert sums(built, "service_level", "f7", "callbacks") == (100, 100, 0)


def test_a_wait_of_a_millisecond_too_much_is_too_long(built: duckdb.DuckDBPyConnection) -> None:
    assert sums(built, "service_level", "f6", "border") == (1, 2, 0)
    assert sums(built, "speed_of_answer", "answered", "border") == (40.4, 2, 0)


def test_an_abandon_whose_customer_is_soon_answered_is_recovered(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert sums(built, "abandonment_rate", "less_short", "again") == (1, 2, 0)
    assert sums(built, "abandonment_rate", "all", "again") == (1, 2, 0)
    assert sums(built, "abandonment_rate", "customer_level", "again") == (0, 1, 0)
    assert sums(built, "service_level", "f3", "again") == (1, 2, 0)


def test_who_asks_to_be_called_back_has_not_given_up(built: duckdb.DuckDBPyConnection) -> None:
    assert sums(built, "abandonment_rate", "less_short", "callbacks") == (10, 100, 0)
    assert sums(built, "handle_time", "contact", "callbacks") == (81 * 60, 81, 0)


def test_what_has_not_happened_yet_is_pending(built: duckdb.DuckDBPyConnection) -> None:
    today = date(2026, 3, 10)
    assert sums(built, "service_level", "f6", "now", today) == (0, 1, 2)
    assert sums(built, "abandonment_rate", "less_short", "now", today) == (1, 1, 2)
    assert sums(built, "abandonment_rate", "customer_level", "now", today) == (0, 0, 2)
    assert sums(built, "handle_time", "contact", "now", today) == (0, 0, 2)
    rows = built.execute("""
        select outcome, count(*) from marts.fct_calls where team_id = 'custom:main:now' group by 1
    """).fetchall()
    assert dict(rows) == {"in_queue": 2, "abandoned": 1}


def test_a_contact_passed_on_is_one_contact_of_two_legs(built: duckdb.DuckDBPyConnection) -> None:
    assert sums(built, "handle_time", "contact", "line_a") == (660, 1, 0)
    assert sums(built, "handle_time", "contact_without_hold", "line_a") == (630, 1, 0)
    assert sums(built, "handle_time", "leg", "line_a") == (360, 1, 0)
    assert sums(built, "handle_time", "leg", "line_b") == (300, 1, 0)
    assert sums(built, "transfer_rate", "contact", "line_a") == (1, 1, 0)
    offered = built.execute("""
        select team_id, sum(offered_count) from marts.fct_call_intervals
        where team_id like '%:line_%' group by 1
    """).fetchall()
    assert offered == [("custom:main:line_a", 1)]


def test_work_after_midnight_belongs_to_the_day_of_the_call_but_time_to_its_own(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert sums(built, "handle_time", "contact", "midnight") == (900, 1, 0)
    assert sums(built, "occupancy", "handling", "night") == (300, 300, 0)
    assert sums(built, "occupancy", "handling", "night", date(2026, 3, 3)) == (600, 600, 0)
    assert sums(built, "schedule_adherence", "seconds", "night") == (300, 300, 0)
    assert sums(built, "schedule_adherence", "seconds", "night", date(2026, 3, 3)) == (300, 600, 0)


def test_three_chats_at_once_are_three_contacts_and_one_busy_agent(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert sums(built, "handle_time", "contact", "chats") == (1800, 3, 0)
    assert sums(built, "occupancy", "handling", "chatter") == (602, 602, 0)


def test_impossible_times_are_unknown_and_say_so(built: duckdb.DuckDBPyConnection) -> None:
    assert sums(built, "service_level", "f3", "impossible") == (1, 2, 0)
    assert sums(built, "speed_of_answer", "answered", "impossible") == (10, 1, 0)
    assert sums(built, "handle_time", "contact", "impossible") == (60, 1, 0)
    rows = built.execute("""
        select outcome, wait_seconds, defects from marts.fct_calls
        where team_id = 'custom:main:impossible' order by call_id
    """).fetchall()
    assert [row[:2] for row in rows] == [
        ("answered", None),
        ("abandoned", None),
        ("answered", Decimal(10)),
    ]
    assert all(row[2] for row in rows)


def test_what_does_not_count_is_listed_with_its_reason(built: duckdb.DuckDBPyConnection) -> None:
    for kpi in ("service_level", "abandonment_rate", "speed_of_answer", "transfer_rate"):
        rows = built.execute(f"""
            select exclusion_reason, sum(denominator) from marts.fct_{kpi}_calls
            inner join intermediate.kpi_variants using (variant_id)
            where kpi_id = '{kpi}' and is_default_variant and team_id = 'custom:main:left_out'
            group by 1 order by 1
        """).fetchall()
        assert rows == [("failed", 0), ("ivr_only", 0), ("outbound", 0), ("test", 0)]


def test_half_hours_add_up_to_the_calls(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute("""
        select interval_local_starts_at::text, offered_count, answered_count, abandoned_count,
            callback_count, short_abandoned_count
        from marts.fct_call_intervals
        where team_id in ('custom:main:formulas', 'custom:main:callbacks') order by offered_count
    """).fetchall()
    assert rows == [
        ("2026-03-02 10:00:00", 100, 80, 10, 10, 0),
        ("2026-03-02 10:00:00", 1060, 1000, 60, 0, 10),
    ]
    within = built.execute("""
        select threshold_seconds, answered_within_count, abandoned_within_count
        from marts.fct_call_interval_thresholds
        where team_id = 'custom:main:formulas' order by 1
    """).fetchall()
    assert within == [(10, 0, 10), (20, 860, 20), (30, 1000, 20), (60, 1000, 60)]


def test_percentiles_hold_every_wait_and_every_handling(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute("""
        select kpi_id, sum(atom_count) from marts.fct_kpi_distributions_daily
        where variant_id in ('answered', 'contact') group by 1
    """).fetchall()
    judged = built.execute("""
        select kpi_id, sum(denominator)
        from (from marts.fct_speed_of_answer_daily union all from marts.fct_handle_time_daily)
        where variant_id in ('answered', 'contact')
        group by 1
    """).fetchall()
    assert Counter(dict(rows)) == Counter(dict(judged))
    assert len(rows) == 2
