"""The scorecard on a build file made by hand: months, kinds, percentiles, references, refusals."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from scripts.scorecard.command import app, cells
from scripts.scorecard.months import month_before, month_of
from scripts.scorecard.spelling import HOURS, MINUTES, SECONDS, change, spelled, unit_of
from tests.scripts.board import Board, Day


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    made = Board(tmp_path)
    yield made
    made.connection.close()


JANUARY = month_of(date(2026, 1, 31))


@pytest.mark.parametrize(
    ("day", "starts_on", "ends_before", "days"),
    [
        (date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1), 31),
        (date(2027, 1, 1), date(2027, 1, 1), date(2027, 2, 1), 31),
        (date(2028, 2, 29), date(2028, 2, 1), date(2028, 3, 1), 29),
        (date(2026, 11, 30), date(2026, 11, 1), date(2026, 12, 1), 30),
    ],
)
def test_month_of_a_day(day: date, starts_on: date, ends_before: date, days: int) -> None:
    month = month_of(day)
    assert (month.starts_on, month.ends_before, month.days) == (starts_on, ends_before, days)
    assert month.last_day.toordinal() == ends_before.toordinal() - 1


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 1, 31)])
def test_month_before_january_is_december(day: date) -> None:
    assert month_before(day) == month_of(date(2026, 12, 5))


def january(*days: tuple[int, float, float | None]) -> list[Day]:
    return [(date(2026, 1, day), numerator, denominator) for day, numerator, denominator in days]


@pytest.mark.parametrize(
    ("kind", "scale", "days", "expected"),
    [
        ("share", 100, january((1, 1, 1), (2, 50, 100)), 100 * 51 / 101),
        ("mean", 1, january((1, 68, 9), (31, 120, 3)), 188 / 12),
        ("ratio", 100, january((1, 3, 10), (2, 0, 0)), 30),
        ("count", 1, january((1, 3, None), (31, 4, None)), 7),
        ("balance", 1, january((30, 9, None), (31, 4, None), (31, 1, None)), 5),
        ("balance", 1, january((30, 9, None)), 0),
        ("rolling_share", 100, january((30, 9, 10), (31, 4, 5), (31, 1, 5)), 50),
        ("rate", 100, january((1, 2, 100), (2, 1, 200)), 31.0),
        ("share", 100, january((1, 0, 0)), None),
    ],
)
def test_a_month_by_kind(
    board: Board, kind: str, scale: int, days: list[Day], expected: float | None
) -> None:
    board.kpi("k", kind, scale=scale)
    board.days("k", *days, pending=2)
    board.days("k", (date(2025, 12, 31), 900, 1000), (date(2026, 2, 1), 800, 1000))

    line = board.line(JANUARY)

    assert line.value == pytest.approx(expected)
    assert line.pending == 2 * len(days)


def test_the_month_before_stops_at_its_borders(board: Board) -> None:
    board.kpi("k", "count", "tickets")
    for day, number in ((date(2025, 11, 30), 1), (date(2025, 12, 1), 10), (date(2025, 12, 31), 100),
                        (date(2026, 1, 1), 1000), (date(2026, 2, 1), 10000)):  # fmt: skip
        board.days("k", (day, number, None))

    line = board.line(JANUARY)

    assert (line.value, line.previous) == (1000, 110)


def test_an_empty_month_is_nothing_and_not_zero_percent(board: Board) -> None:
    board.kpi("share", "share")

    line = board.line(JANUARY)

    assert (line.value, line.previous, line.judged, line.median) == (None, None, None, None)
    assert list(cells(line))[2:] == ["-"] * 8 + ["0"]


def test_nothing_counted_is_zero(board: Board) -> None:
    board.kpi("count", "count", "tickets")

    assert board.line(JANUARY).value == 0


def test_the_median_of_two_days_is_no_median_of_medians(board: Board) -> None:
    board.kpi("wait", "mean", "s")
    board.waits("wait", date(2026, 1, 1), [60.0] * 8 + [3600.0])
    board.waits("wait", date(2026, 1, 2), [1800.0, 2400.0, 3000.0])
    board.waits("wait", date(2025, 12, 31), [1.0] * 50)

    line = board.line(JANUARY)

    assert line.median == pytest.approx(60, rel=0.01)
    assert line.ninetieth == pytest.approx(3000, rel=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_percentiles_are_within_one_percent(board: Board, seed: int) -> None:
    chooser = random.Random(seed)  # noqa: S311
    waits = [round(chooser.lognormvariate(8, 2), 3) for _ in range(500 + seed)]
    board.kpi("wait", "mean", "s")
    for day in range(1, 32):
        board.waits("wait", date(2026, 1, day), waits[day - 1 :: 31])

    line = board.line(JANUARY)

    ranked = sorted(waits)
    assert line.median == pytest.approx(ranked[math.ceil(len(waits) * 0.5) - 1], rel=0.01)
    assert line.ninetieth == pytest.approx(ranked[math.ceil(len(waits) * 0.9) - 1], rel=0.01)


def test_waits_of_nothing_are_zero(board: Board) -> None:
    board.kpi("wait", "mean", "s")
    board.waits("wait", date(2026, 1, 1), [0, 0, 0, 5])

    line = board.line(JANUARY)

    assert line.median == 0
    assert line.ninetieth == pytest.approx(5, rel=0.01)


def test_a_target_holds_from_its_first_day_to_before_its_last(board: Board) -> None:
    board.kpi("k", "share", scale=100)
    board.figure("k", "target", 0.5, since=date(2020, 1, 1), until=date(2026, 1, 31))
    board.figure("k", "target", 0.6, since=date(2026, 1, 31), until=date(2026, 2, 1))
    board.figure("k", "target", 0.7, since=date(2026, 2, 1))

    assert board.line(JANUARY).target == pytest.approx(60)


def test_a_yearly_rate_is_shown_for_the_month(board: Board) -> None:
    board.kpi("turnover", "rate", scale=100)
    board.figure("turnover", "benchmark", 0.365, days=365)

    assert board.line(JANUARY).benchmark == pytest.approx(3.1)


@pytest.mark.parametrize(
    ("comparability", "shown"),
    [("same_definition", "70.0%"), ("indicative", "~70.0%"), ("not_comparable", "-")],
)
def test_a_benchmark_says_how_far_to_trust_it(board: Board, comparability: str, shown: str) -> None:
    board.kpi("k", "share", scale=100)
    board.figure("k", "benchmark", 0.7, comparability)

    line = board.line(JANUARY)

    assert list(cells(line))[8] == shown


@pytest.fixture
def shown(board: Board) -> Callable[..., Result]:
    board.kpi("first-contact resolution rate", "share", scale=100)
    board.days("first-contact resolution rate", *january((5, 7, 10)))
    board.figure("first-contact resolution rate", "benchmark", 0.7, "indicative")
    board.kpi("abandonment", "share", reason="no vendor delivered calls")
    return board.show


def test_the_last_full_month_is_shown(shown: Callable[..., Result]) -> None:
    result = shown()

    assert result.exit_code == 0
    assert "January 2026 against the month before, as of 2026-02-15 08:00 UTC" in result.stdout
    assert "70.0%" in result.stdout
    assert "Acme, UK, 2024; ~ measured otherwise" in result.stdout
    assert "Abandonment (v): not available, no vendor delivered calls" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 120


def test_another_month_can_be_asked_for(shown: Callable[..., Result]) -> None:
    assert "December 2025" in shown("--month", "2025-12").stdout


def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--warehouse", str(tmp_path / "nowhere")])

    assert result.exit_code == 1
    assert "does not exist: run `make build` first" in result.stderr


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("drop table marts.dim_kpis", "no scorecard yet"),
        ("delete from marts.dim_kpis", "no KPI is registered"),
        ("drop table marts.fct_kpi_distributions_daily", "not complete"),
    ],
)
def test_an_unfinished_build_is_refused(board: Board, statement: str, says: str) -> None:
    board.kpi("k", "share")
    board.connection.execute(statement)

    result = board.show()

    assert result.exit_code == 1
    assert says in result.stderr


def test_numbers_are_spelled_for_people() -> None:
    assert [unit_of("s", [None, seconds]) for seconds in (119.0, 120.0, 7200.0)] == [
        SECONDS,
        MINUTES,
        HOURS,
    ]
    assert spelled(5400, MINUTES) == "90 min"
    assert spelled(1234567.8, unit_of("tickets", [])) == "1,234,568"
    assert change(60, 120, MINUTES) == "-1.0"
    assert change(1, None, SECONDS) == "-"
    assert change(1, 1, unit_of("%", [1])) == "+0.0"
