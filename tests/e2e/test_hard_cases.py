"""Cases that other tools get wrong, each a few tickets of a team of its own, with the numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from scripts.scorecard.percentiles import bin_seconds
from tests.e2e.conftest import Build
from tests.e2e.hard_extracts import Extracts


def reopened_across_midnight(extracts: Extracts) -> None:
    extracts.ticket("h01", "01 22:00", customer="h01")
    extracts.status("h01", "01 23:50", "resolved")
    extracts.status("h01", "02 00:10", "open", "customer")
    extracts.status("h01", "02 01:00", "resolved")


def merged(extracts: Extracts) -> None:
    extracts.ticket("h10_a", "01 09:00", customer="h10")
    extracts.ticket("h10_b", "01 10:00", customer="h10", merged="h10_a")
    extracts.status("h10_b", "01 10:30", "closed", "system")
    extracts.status("h10_a", "01 12:00", "resolved")


def late_in_the_day(extracts: Extracts) -> None:
    extracts.ticket("h11", "May 31 23:30", customer="h11")


def chain_of_three(extracts: Extracts) -> None:
    for number, day in enumerate(("01", "07", "13")):
        extracts.ticket(f"h13_{number}", f"{day} 09:00", customer="h13")
        extracts.status(f"h13_{number}", f"{day} 09:00:01", "resolved")


def back_in_another_channel(extracts: Extracts) -> None:
    for case, second_contact in (("in", "09 10:00"), ("out", "09 10:00:01")):
        extracts.ticket(f"h14{case}_call", "02 09:00", customer=f"h14{case}", channel="phone")
        extracts.status(f"h14{case}_call", "02 10:00", "resolved")
        extracts.ticket(f"h14{case}_mail", second_contact, customer=f"h14{case}")
        extracts.status(f"h14{case}_mail", "09 11:00", "resolved")


def hundred_first_contacts(extracts: Extracts) -> None:
    for number in range(100):
        extracts.ticket(f"h15_{number}", "05 09:00", customer=f"h15_{number}")
        extracts.status(f"h15_{number}", "05 10:00", "resolved")
    for number in range(20):
        day = "09" if number < 8 else "12"
        extracts.ticket(f"h15_{number}_again", f"{day} 09:00", customer=f"h15_{number}")
        extracts.status(f"h15_{number}_again", f"{day} 09:30", "resolved")


def answers(extracts: Extracts) -> None:
    for case, minutes in (("fast", "10"), ("slow", "30"), ("none", None)):
        extracts.ticket(f"h07_{case}", "01 09:00", customer=f"h07_{case}")
        if minutes:
            extracts.reply(f"h07_{case}", f"01 09:{minutes}")
    extracts.ticket("h08", "01 09:00", customer="h08")
    extracts.reply("h08", "01 09:00:05", "bot")
    extracts.reply("h08", "01 09:20")
    extracts.ticket("h09", "01 09:00", customer="h09", opened_by="agent")
    extracts.reply("h09", "01 09:00")
    extracts.reply("h09", "01 10:00", "customer")
    extracts.reply("h09", "01 10:15")
    for day, minutes_ in (("01", [1] * 8 + [60]), ("02", [30, 40, 50])):
        for number, wait in enumerate(minutes_):
            name = f"h24wait_{day}_{number}"
            extracts.ticket(name, f"{day} 09:00", customer=name)
            extracts.reply(name, f"{day} {9 + wait // 60:02}:{wait % 60:02}")


def promises(extracts: Extracts, team: str, day: str, met: int, broken: int) -> None:
    for number in range(met + broken):
        name = f"{team}_{day}_{number}"
        extracts.ticket(name, f"{day} 09:00", customer=name)
        extracts.due(name, f"{day} 09:00", f"{day} 12:00")
        extracts.status(name, f"{day} {'11:00' if number < met else '13:00'}", "resolved")


def breached_once(extracts: Extracts) -> None:
    extracts.ticket("h36", "01 09:00", customer="h36")
    extracts.due("h36", "01 09:00", "01 17:00")
    extracts.status("h36", "03 09:00", "resolved")


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Extracts()
    reopened_across_midnight(made)
    merged(made)
    late_in_the_day(made)
    chain_of_three(made)
    back_in_another_channel(made)
    hundred_first_contacts(made)
    promises(made, "h23", "02", met=9, broken=1)
    answers(made)
    made.ticket("h23_nothing", "01 09:00", customer="h23", merged="h23_02_0")
    made.due("h23_nothing", "01 09:00", "01 12:00")
    promises(made, "h24", "01", met=1, broken=0)
    promises(made, "h24", "02", met=50, broken=50)
    breached_once(made)
    folder = tmp_path_factory.mktemp("hard") / "extracts"
    made.write(folder)
    return folder


def built(
    extracts: Path, build_models: Build, as_of: str, *marts: str
) -> duckdb.DuckDBPyConnection:
    warehouse = extracts.parent / as_of[:10]
    dbt_vars: dict[str, object] = {"as_of": as_of, "reporting_time_zone": "America/New_York"}
    path = build_models(extracts, warehouse, dbt_vars, *marts)
    return duckdb.connect(str(path), read_only=True)


@pytest.fixture(scope="module")
def final(extracts: Path, build_models: Build) -> duckdb.DuckDBPyConnection:
    return built(extracts, build_models, "2026-07-01 00:00:00")


@pytest.fixture(scope="module")
def early(extracts: Path, build_models: Build) -> duckdb.DuckDBPyConnection:
    return built(extracts, build_models, "2026-06-10 04:00:00", "fct_fcr_daily")


def by_day(
    connection: duckdb.DuckDBPyConnection, variant: str, team: str, facts: str = "fct_kpis_daily"
) -> dict[int, tuple[float, float | None, int]]:
    """Day of June (31 May is 0) -> numerator, denominator, pending."""
    rows = connection.execute(
        f"""
        select metric_date, sum(numerator), sum(denominator), sum(pending_count)
        from marts.{facts}
        where variant_id = ? and team_id = 'custom:main:' || ?
        group by 1
        """,
        [variant, team],
    ).fetchall()
    return {
        (day - date(2026, 5, 31)).days: (
            float(numerator),
            None if denominator is None else float(denominator),
            int(pending),
        )
        for day, numerator, denominator, pending in rows
    }


def test_reopened_across_midnight(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "created", "h01") == {1: (1, None, 0)}
    assert by_day(final, "first_solved", "h01") == {1: (1, None, 0)}
    assert by_day(final, "solved", "h01") == {1: (1, None, 0), 2: (1, None, 0)}
    assert by_day(final, "reopened", "h01") == {2: (1, None, 0)}
    assert by_day(final, "open", "h01") == {}
    assert by_day(final, "cohort", "h01") == {1: (1, 1, 0)}
    assert by_day(final, "first_calendar", "h01") == {1: (110 * 60, 1, 0)}
    assert by_day(final, "full_calendar", "h01") == {2: (180 * 60, 1, 0)}
    row = final.execute("""
        select first_resolution_seconds, full_resolution_seconds, last_solved_at
        from marts.fct_tickets where ticket_id = 'custom:main:h01'
    """).fetchone()
    assert row is not None
    assert row[:2] == (110 * 60, 180 * 60)
    assert str(row[2]) == "2026-06-02 05:00:00"


def test_merged_ticket_is_a_repeat_and_no_ticket(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "created", "h10") == {1: (1, None, 0)}
    assert by_day(final, "solved", "h10") == {1: (1, None, 0)}
    assert by_day(final, "net_7d", "h10") == {1: (0, 1, 0)}
    rows = final.execute("""
        select exclusion_reason, count(*) from marts.fct_ticket_volume_events
        where variant_id = 'created' and team_id = 'custom:main:h10' group by 1 order by 1
    """).fetchall()
    assert rows == [("merged", 1), (None, 1)]


def test_the_day_is_that_of_the_reporting_zone(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "created", "h11") == {0: (1, None, 0)}


def test_chain_of_contacts_is_one_issue(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "net_7d", "h13") == {1: (0, 1, 0), 7: (0, 0, 0), 13: (0, 0, 0)}
    assert by_day(final, "net_3d", "h13") == {1: (1, 1, 0), 7: (1, 1, 0), 13: (1, 1, 0)}


def test_back_in_another_channel(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "net_7d", "h14in") == {2: (0, 1, 0), 9: (0, 0, 0)}
    assert by_day(final, "phone_7d", "h14in") == {2: (1, 1, 0), 9: (0, 0, 0)}
    assert by_day(final, "net_7d", "h14out") == {2: (1, 1, 0), 9: (1, 1, 0)}


def test_immature_window_has_no_value(
    early: duckdb.DuckDBPyConnection, final: duckdb.DuckDBPyConnection
) -> None:
    assert by_day(early, "net_7d", "h15", "fct_fcr_daily")[5] == (0, 0, 100)
    assert by_day(final, "net_7d", "h15")[5] == (80, 100, 0)


def test_unanswered_ticket_is_no_fast_one(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "calendar", "h07") == {1: (40 * 60, 2, 0), 30: (0, 0, 1)}


def test_only_human_answers_to_customers_count(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "calendar", "h08") == {1: (20 * 60, 1, 0)}
    assert by_day(final, "calendar", "h09") == {1: (0, 0, 0)}


def test_without_a_schedule_there_is_no_business_time(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "business", "h08") == {1: (0, 0, 0)}


def test_medians_are_read_from_bins_and_never_combined(final: duckdb.DuckDBPyConnection) -> None:
    bins = final.execute("""
        select bin, sum(atom_count) from marts.fct_kpi_distributions_daily
        where variant_id = 'calendar' and team_id = 'custom:main:h24wait' group by 1 order by 1
    """).fetchall()
    assert sum(count for _, count in bins) == 12
    middle = next(n for i, (n, _) in enumerate(bins) if sum(c for _, c in bins[: i + 1]) >= 6)
    assert abs(bin_seconds(middle) - 60) < 0.6
    total, number = map(sum, zip(*(
        day[:2] for day in by_day(final, "calendar", "h24wait").values()
    ), strict=True))  # fmt: skip
    assert round(total / number / 60, 2) == 15.67


def test_day_without_a_denominator_is_null_and_the_week_is_not(
    final: duckdb.DuckDBPyConnection,
) -> None:
    rows = final.execute("""
        select metric_date, sum(denominator), max(kpi_value) from marts.fct_kpis_daily
        where variant_id = 'all_targets' and team_id = 'custom:main:h23' group by 1 order by 1
    """).fetchall()
    assert rows == [(date(2026, 6, 1), 0, None), (date(2026, 6, 2), 10, 0.9)]
    days = by_day(final, "all_targets", "h23").values()
    assert sum(day[0] for day in days) / sum(day[1] or 0 for day in days) == 0.9


def test_ratios_are_summed_and_never_averaged(final: duckdb.DuckDBPyConnection) -> None:
    days = by_day(final, "all_targets", "h24")
    assert days == {1: (1, 1, 0), 2: (50, 100, 0)}
    share = sum(day[0] for day in days.values()) / sum(day[1] or 0 for day in days.values())
    assert round(100 * share, 2) == 50.50


def test_breach_is_counted_once(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "all_targets", "h36") == {1: (0, 1, 0)}
    assert by_day(final, "closed_only", "h36") == {3: (0, 1, 0)}
