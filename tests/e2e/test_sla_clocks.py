"""SLA clocks and business time in cases that other tools get wrong, each worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from tests.e2e.clock_cases import CASES
from tests.e2e.clock_extracts import NEW_YORK, Extracts
from tests.e2e.conftest import Build

AS_OF = "2027-01-10 17:00:00"  # a Sunday, noon in New York
HOUR = 3600


class Outcome(NamedTuple):
    """How one promise went on one stretch; times are New York wall clock."""

    state: str
    elapsed: float | None
    due: str | None
    reason: str | None
    ended_by: str | None = None


@pytest.fixture(scope="module")
def final(
    tmp_path_factory: pytest.TempPathFactory, build_models: Build
) -> duckdb.DuckDBPyConnection:
    made = Extracts()
    made.schedule("office", range(1, 6), 9, 17, is_default=True)
    made.schedule("always", range(1, 8), 0, 24)
    made.schedule("summer", range(1, 6), 9, 17)
    made.schedule("evening", range(1, 6), 13, 21)
    made.schedule("mexico", range(1, 8), 0, 24, zone="America/Mexico_City")
    made.holiday("office", "2026-12-25")
    made.holiday("summer", "2026-06-05", "720", "1020")
    for case in CASES:
        case(made)
    folder: Path = tmp_path_factory.mktemp("clocks")
    made.write(folder / "extracts")
    dbt_vars: dict[str, object] = {"as_of": AS_OF, "reporting_time_zone": NEW_YORK.key}
    built = build_models(folder / "extracts", folder / "warehouse", dbt_vars)
    return duckdb.connect(str(built), read_only=True)


def wall_clock(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return f"{moment.replace(tzinfo=UTC).astimezone(NEW_YORK):%Y-%m-%d %H:%M:%S}"


def outcomes(connection: duckdb.DuckDBPyConnection, name: str) -> list[Outcome]:
    """Give how every promise on a ticket went, in the order in which they were made."""
    rows = connection.execute(
        """
        select sla_state, elapsed_seconds, due_at, exclusion_reason, ended_by
        from marts.fct_ticket_sla_targets where ticket_id = 'custom:main:' || ?
        order by applied_at, cycle_number
        """,
        [name],
    ).fetchall()
    return [
        Outcome(state, None if elapsed is None else float(elapsed), wall_clock(due), *rest)
        for state, elapsed, due, *rest in rows
    ]


def by_day(
    connection: duckdb.DuckDBPyConnection, variant: str, name: str
) -> dict[date, tuple[float, float | None, int]]:
    rows = connection.execute(
        """
        select metric_date, sum(numerator), sum(denominator), sum(pending_count)
        from marts.fct_kpis_daily
        where variant_id = ? and team_id = 'custom:main:' || ? group by 1
        having sum(numerator) + coalesce(sum(denominator), 0) + sum(pending_count) > 0
        """,
        [variant, name],
    ).fetchall()
    return {day: (float(n), None if d is None else float(d), int(p)) for day, n, d, p in rows}


def one(connection: duckdb.DuckDBPyConnection, name: str) -> Outcome:
    [outcome] = outcomes(connection, name)
    return outcome


def measures(connection: duckdb.DuckDBPyConnection, name: str, *columns: str) -> list[object]:
    """Give measures of one ticket, seconds as plain numbers."""
    row = connection.execute(
        f"select {', '.join(columns)} from marts.fct_tickets where ticket_id = 'custom:main:' || ?",
        [name],
    ).fetchone()
    assert row is not None
    return [float(value) if isinstance(value, Decimal) else value for value in row]


def test_a_pause_moves_the_due_time(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 3.5 * HOUR, "2026-06-01 18:00:00", None, "solve")
    assert one(final, "paused") == expected


def test_a_paused_clock_has_no_due_time_yet(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "still_paused") == Outcome("open", HOUR, None, None)


def test_business_hours_when_clocks_go_forward(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "spring") == Outcome("met", HOUR, "2026-03-09 09:30:00", None, "reply")
    late = Outcome("breached", HOUR, "2026-03-09 09:29:00", None, "reply")
    assert one(final, "spring_short") == late
    names = "first_reply_seconds", "first_reply_business_seconds"
    assert measures(final, "spring", *names) == [64 * HOUR, HOUR]


def test_the_hour_that_comes_twice(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 2400, "2026-11-01 01:10:00", None, "reply")
    assert one(final, "autumn") == expected
    assert one(final, "autumn_always") == expected


def test_a_holiday_is_no_business_time(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 2 * HOUR, "2026-12-28 10:00:00", None, "solve")
    assert one(final, "christmas") == expected


def test_a_holiday_of_half_a_day(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "half_day") == Outcome("met", HOUR, "2026-06-08 09:30:00", None, "reply")


def test_what_is_used_up_at_closing_is_due_at_closing(final: duckdb.DuckDBPyConnection) -> None:
    due = "2026-06-01 17:00:00"
    assert one(final, "at_closing") == Outcome("met", HOUR, due, None, "reply")
    assert one(final, "before_opening") == Outcome("breached", HOUR, due, None, "reply")


def test_neither_bots_nor_notes_reply(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "bot") == Outcome("breached", 1200, "2026-06-01 09:10:00", None, "reply")


def test_the_words_of_an_agent_who_opens_are_no_reply(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 75 * 60, "2026-06-01 10:15:00", None, "reply")
    assert one(final, "agent_opened") == expected
    assert by_day(final, "created", "agent_opened") == {}


def test_a_reply_in_the_second_of_the_opening_took_nothing(
    final: duckdb.DuckDBPyConnection,
) -> None:
    assert one(final, "at_once") == Outcome("met", 0, "2026-06-01 10:10:00", None, "reply")
    names = "first_reply_seconds", "first_reply_business_seconds"
    assert measures(final, "at_once", *names) == [0, 0]


@pytest.mark.parametrize("name", ["urgent_later", "untold_end"])
def test_a_changed_promise_is_decided_once(final: duckdb.DuckDBPyConnection, name: str) -> None:
    assert outcomes(final, name) == [
        Outcome("met", 2.5 * HOUR, "2026-06-02 09:00:00", "superseded", "reply"),
        Outcome("breached", 2.5 * HOUR, "2026-06-01 11:00:00", None, "reply"),
    ]
    assert by_day(final, "all_targets", name) == {date(2026, 6, 1): (0, 1, 0)}


def test_a_promise_made_again_takes_the_place_of_the_first(
    final: duckdb.DuckDBPyConnection,
) -> None:
    assert outcomes(final, "applied_again") == [
        Outcome("met", 3.5 * HOUR, "2026-06-01 13:00:00", "superseded", "solve"),
        Outcome("met", 3.5 * HOUR, "2026-06-01 13:00:00", None, "solve"),
    ]
    assert by_day(final, "all_targets", "applied_again") == {date(2026, 6, 1): (1, 1, 0)}


def test_a_promise_made_after_the_decision_weighs_nothing(
    final: duckdb.DuckDBPyConnection,
) -> None:
    first, second = outcomes(final, "too_late")
    assert first == Outcome("met", 0.5 * HOUR, "2026-06-01 10:00:00", None, "reply")
    assert second.reason == "decided_before"
    assert by_day(final, "all_targets", "too_late") == {date(2026, 6, 1): (1, 1, 0)}


def test_the_status_that_an_open_ticket_has_counts(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("breached", 7 * HOUR, "2027-01-08 11:00:00", None)
    assert one(final, "untouched") == expected


def test_no_business_time_passes_in_the_future(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "sunday") == Outcome("open", 0, "2027-01-11 10:00:00", None)


def test_no_business_time_passes_on_a_weekend(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "weekend") == Outcome("open", 0.5 * HOUR, "2027-01-11 09:30:00", None)


def test_work_before_hours_is_no_business_time(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 2.5 * HOUR, "2026-06-01 12:00:00", None, "solve")
    assert one(final, "early_bird") == expected


def test_a_promise_is_breached_when_its_limit_is_crossed(
    final: duckdb.DuckDBPyConnection,
) -> None:
    expected = Outcome("breached", 160 * 60, "2026-06-01 12:20:00", None, "solve")
    assert one(final, "on_and_off") == expected


def test_a_ticket_solved_off_hours_without_reply_keeps_its_promise(
    final: duckdb.DuckDBPyConnection,
) -> None:
    assert one(final, "saturday") == Outcome("met", 0, "2026-06-08 10:00:00", None, "solve")


def test_business_time_has_no_longest_ticket(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 57 * 40 * HOUR, "2026-07-06 09:01:00", None, "solve")
    assert one(final, "ancient") == expected


def test_a_breach_is_counted_on_its_day_alone(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "all_targets", "monday") == {date(2026, 6, 1): (0, 1, 0)}
    assert by_day(final, "closed_only", "monday") == {date(2026, 6, 3): (0, 1, 0)}


def test_changes_in_one_second_keep_their_order(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "tie_open").elapsed == 3 * HOUR
    assert one(final, "tie_paused").elapsed == HOUR


def test_events_that_arrive_late_count_as_if_in_time(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "late") == Outcome("met", 5400, "2026-06-01 11:00:00", None, "solve")


def test_durations_are_exact(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "second") == Outcome("met", 1, "2026-06-01 10:01:00", None, "reply")
    late = Outcome("breached", 1.25, "2026-06-01 10:01:00", None, "reply")
    assert one(final, "quarter_more") == late


def test_a_ticket_of_an_unknown_requester_counts(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "nobody") == Outcome("met", 300, "2026-06-01 09:10:00", None, "reply")
    assert by_day(final, "created", "nobody") == {date(2026, 6, 1): (1, None, 0)}


def test_spam_and_deleted_tickets_weigh_nothing(final: duckdb.DuckDBPyConnection) -> None:
    for name in ("spam", "deleted"):
        assert one(final, name).reason == name
        assert by_day(final, "all_targets", name) == {}
        assert by_day(final, "created", name) == {}


def test_a_schedule_switched_inside_its_hours(final: duckdb.DuckDBPyConnection) -> None:
    expected = Outcome("met", 2.5 * HOUR, "2026-06-05 14:00:00", None, "reply")
    assert one(final, "switched") == expected


def test_only_one_human_reply_is_one_touch(final: duckdb.DuckDBPyConnection) -> None:
    day = date(2026, 6, 1)
    assert by_day(final, "one_touch", "no_touch") == {day: (0, 1, 0)}
    assert by_day(final, "one_touch", "one_touch") == {day: (1, 1, 0)}
    assert by_day(final, "one_touch", "two_touches") == {day: (0, 1, 0)}
    names = "is_one_touch", "is_two_touch", "is_multi_touch"
    assert measures(final, "no_touch", *names) == [False, False, False]
    assert measures(final, "one_touch", *names) == [True, False, False]
    assert measures(final, "two_touches", *names) == [False, True, True]


def test_every_question_after_a_reply_starts_a_clock(final: duckdb.DuckDBPyConnection) -> None:
    assert outcomes(final, "questions") == [
        Outcome("met", HOUR, "2026-06-01 11:00:00", None, "reply"),
        Outcome("breached", 1.5 * HOUR, "2026-06-01 13:00:00", None, "solve"),
    ]
    assert by_day(final, "next_reply", "questions") == {date(2026, 6, 1): (1, 2, 0)}


def test_a_zone_that_gave_up_summer_time(final: duckdb.DuckDBPyConnection) -> None:
    assert one(final, "last_change").elapsed == 25 * HOUR
    assert one(final, "on_the_day").elapsed == 18 * HOUR
    assert one(final, "next_summer") == Outcome(
        "met", 24 * HOUR, "2023-07-04 02:00:00", None, "reply"
    )


def test_no_business_time_is_zero_and_no_schedule_is_null(
    final: duckdb.DuckDBPyConnection,
) -> None:
    answers = [
        by_day(final, "business", name) for name in ("weekend_reply", "no_hours", "one_hour")
    ]
    assert answers == [{date(2026, 6, 6): (0, 1, 0)}, {}, {date(2026, 6, 5): (HOUR, 1, 0)}]
    counted = [sums for answer in answers for sums in answer.values()]
    assert sum(sums[0] for sums in counted) / sum(sums[1] or 0 for sums in counted) == HOUR / 2
    assert measures(final, "no_hours", "first_reply_business_seconds", "has_schedule") == [
        None,
        False,
    ]


def test_time_without_an_agent_has_a_tail(final: duckdb.DuckDBPyConnection) -> None:
    names = "unassigned_seconds", "agent_station_count", "reassignment_count"
    assert measures(final, "given_back", *names) == [22 * HOUR, 1, 0]
    assert measures(final, "given", *names) == [HOUR, 2, 1]
    assert measures(final, "never_given", *names) == [24 * HOUR, 0, 0]
    told = measures(final, "given", "first_agent_id", "last_assignment_to_solve_seconds")
    assert told == ["custom:main:ann", 2 * HOUR]


def test_deleted_tickets_are_not_unsolved(final: duckdb.DuckDBPyConnection) -> None:
    names = "unsolved_seconds", "deletion_count", "recovery_count", "exclusion_reason"
    assert measures(final, "trashed", *names) == [HOUR, 1, 0, "deleted"]
    assert measures(final, "fetched_back", *names) == [2 * HOUR, 1, 1, None]


def test_tickets_without_a_reply_are_counted(final: duckdb.DuckDBPyConnection) -> None:
    assert measures(final, "no_touch", "public_reply_count", "first_replied_at") == [0, None]
    waiting = by_day(final, "calendar", "weekend")
    assert waiting == {date(2027, 1, 10): (0, 0, 1)}
