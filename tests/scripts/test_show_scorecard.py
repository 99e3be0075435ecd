"""The scorecard on a build file made by hand: months, kinds, percentiles, references, refusals."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from scripts.scorecard.command import app, cells
from scripts.scorecard.months import month_before, month_of
from scripts.scorecard.spelling import HOURS, MINUTES, SECONDS, change, spelled, unit_of
from tests.scripts.board import Board


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    made = Board(tmp_path)
    yield made
    made.connection.close()


FIRST = date(2026, 1, 1)
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


def test_a_month_is_read_in_the_unit_of_its_kpi(board: Board) -> None:
    board.kpi("k", "share", scale=100)
    board.month("k", FIRST, 0.5, judged=101, pending=2, interval=(0.4, 0.6), previous=0.4)
    board.month("k", date(2025, 12, 1), 0.4, judged=900)
    board.month("k", FIRST, 0.9, judged=7, period_type="week")

    month = board.line(JANUARY).month

    assert (month.value, month.low, month.high, month.previous) == (50, 40, 60, 40)
    assert month.judged == Decimal(101)
    assert month.pending == 2
    assert not month.is_significant
    assert not month.is_mix


@pytest.mark.parametrize(
    ("kind", "shown"), [("share", "30"), ("ratio", "-"), ("rolling_ratio", "-"), ("rate", "-")]
)
def test_only_a_number_of_things_is_judged(board: Board, kind: str, shown: str) -> None:
    board.kpi("k", kind)
    board.month("k", FIRST, 0.5, judged=30)

    assert list(cells(board.line(JANUARY)))[10] == shown


def test_a_change_says_whether_it_is_one(board: Board) -> None:
    board.kpi("k", "share", scale=100)
    board.month("k", FIRST, 0.5, interval=(0.401, 0.599), previous=0.4, is_significant=True)

    assert list(cells(board.line(JANUARY)))[2:6] == ["50.0%", "40.1–59.9", "40.0%", "+10.0*"]  # noqa: RUF001


def test_an_empty_month_is_nothing_and_not_zero_percent(board: Board) -> None:
    board.kpi("share", "share")
    board.month("share", FIRST, None, judged=0)

    line = board.line(JANUARY)

    assert (line.month.value, line.month.previous, line.median) == (None, None, None)
    assert list(cells(line))[2:] == ["-"] * 8 + ["0", "0"]


def test_what_never_had_a_row_is_nothing(board: Board) -> None:
    board.kpi("share", "share")

    assert list(cells(board.line(JANUARY)))[2:] == ["-"] * 9 + ["0"]


def test_nothing_counted_is_zero(board: Board) -> None:
    board.kpi("count", "count", "tickets")

    assert board.line(JANUARY).month.value == 0


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

    assert list(cells(line))[9] == shown


@pytest.fixture
def shown(board: Board) -> Callable[..., Result]:
    board.kpi("first-contact resolution rate", "share", scale=100)
    board.month("first-contact resolution rate", FIRST, 0.7, judged=10)
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


def test_wide_numbers_fit_as_they_are(board: Board) -> None:
    board.kpi("first-contact resolution", "mean", "points", scale=100)
    board.month(
        *("first-contact resolution", FIRST, -0.992), judged=999_999, pending=12_345_678,
        interval=(-0.999, -0.981), previous=-0.888, is_significant=True,
    )  # fmt: skip
    board.figure("first-contact resolution", "benchmark", -0.9, "indicative")
    board.waits("first-contact resolution", date(2026, 1, 1), [999.4])
    board.connection.execute("update marts.fct_kpi_periods set variant_id = 'full_calendar'")
    board.connection.execute("update marts.dim_kpis set variant_id = 'full_calendar'")

    shown = board.show().stdout

    assert "First-Contact Resolution full_calendar -99.2 -99.9–-98.1  -88.8 -10.4* " in shown  # noqa: RUF001
    assert "999,999   12.3M" in shown
    assert "…" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 120


def test_no_figure_is_cut_where_the_table_is_wide(board: Board) -> None:
    name = "adherence to what was promised for the first reply"
    board.kpi(name, "share", scale=100)
    board.month(name, FIRST, 0.912, judged=123_456, previous=0.888, interval=(0.901, 0.923))
    variant = "first_reply_in_business_hours_by_priority"
    board.connection.execute(f"update marts.fct_kpi_periods set variant_id = '{variant}'")
    board.connection.execute(f"update marts.dim_kpis set variant_id = '{variant}'")

    shown = board.show("--every-variant").stdout

    row = next(line for line in shown.splitlines() if variant in line)
    assert len(row) > 120
    assert row.split()[-8:] == ["88.8%", "+2.4", "-", "-", "-", "-", "123,456", "0"]
    assert "…" not in shown


def test_what_is_marked_is_explained(board: Board) -> None:
    board.kpi("k", "share", scale=100)
    board.month("k", FIRST, 0.7, previous=0.6, is_significant=True, is_mix=True)

    shown = board.show().stdout

    assert "* more than chance alone" in shown
    assert "K (v): moved against each of its channels" in shown


def test_days_out_of_line_are_told(board: Board) -> None:
    board.kpi("wait", "mean", "s")
    board.kpi("churn", "rate", scale=100)
    board.kpi("quiet", "count", "tickets")
    for day, value in ((7, 500.0), (8, 95.0), (13, 96.0), (14, 90.0)):
        board.signal("wait", date(2026, 2, day), value, -20.0, (50.0, 70.0))
    board.signal("churn", date(2026, 2, 10), 0.003, 0.0, (0.0, 0.002))
    board.judged("wait", date(2026, 2, 13), 7)
    board.judged("wait", date(2026, 2, 14), 1, 2)
    board.judged("churn", date(2026, 2, 10), 900)
    board.signal("quiet", date(2026, 2, 14), 5, 1.0, (0.0, 9.0), is_signal=False)
    board.signal("quiet", date(2026, 2, 13), 5, 1.0, (0.0, 9.0), is_signal=None)

    shown = board.show().stdout

    assert "Wait (v): 90 s on 2026-02-14 (3 judged), expected 30–50, 3 days of 7" in shown  # noqa: RUF001
    assert "Churn (v): 9.0% on 2026-02-10, expected 0.0–6.0\n" in shown  # noqa: RUF001
    assert "Quiet (v):" not in shown


def test_an_empty_month_names_those_that_are_not(board: Board) -> None:
    board.kpi("wait", "mean", "s")
    board.kpi("backlog", "balance", "tickets")
    board.month("wait", date(2015, 3, 1), 60.0, judged=2)
    board.month("wait", date(2015, 6, 1), 60.0, judged=2)
    board.month("wait", date(2015, 7, 1), None)
    board.month("backlog", FIRST, 3.0)

    shown = board.show().stdout

    assert "January 2026 has no numbers: they run from 2015-03 to 2015-06, say --month 2015-06" in (
        shown
    )


@pytest.mark.parametrize("month", ["2015-03", "2015-04", "2015-06"])
def test_a_month_among_others_needs_no_hint(board: Board, month: str) -> None:
    board.kpi("wait", "mean", "s")
    board.month("wait", date(2015, 3, 1), 60.0, judged=2)
    board.month("wait", date(2015, 6, 1), 60.0, judged=2)

    assert "has no numbers" not in board.show("--month", month).stdout


def test_a_build_of_nothing_says_so(board: Board) -> None:
    board.kpi("wait", "mean", "s")

    assert "nothing happened in any month: land extracts" in board.show().stdout


def test_limits_end_where_no_value_can_lie(board: Board) -> None:
    board.kpi("level", "share", scale=100)
    board.kpi("nps", "mean", "points", scale=100)
    board.kpi("wait", "mean", "s")
    board.signal("level", date(2026, 2, 14), 0.2, 0.0, (0.8, 1.2))
    board.signal("nps", date(2026, 2, 14), 0.9, 0.0, (-0.3, 0.4))
    board.signal("wait", date(2026, 2, 14), 90, 0.0, (-20.0, 30.0))

    shown = board.show().stdout

    assert "Level (v): 20.0% on 2026-02-14, expected 80.0–100\n" in shown  # noqa: RUF001
    assert "Nps (v): 90.0 on 2026-02-14, expected -30.0–40.0\n" in shown  # noqa: RUF001
    assert "Wait (v): 90 s on 2026-02-14, expected 0.0–30\n" in shown  # noqa: RUF001


def test_without_a_signal_nothing_is_said(board: Board) -> None:
    board.kpi("k", "share", scale=100)

    assert "Out of line" not in board.show().stdout


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
        ("drop table marts.fct_kpi_signals_daily", "not complete"),
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
