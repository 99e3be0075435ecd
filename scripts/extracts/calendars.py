"""Opening hours and holidays of the simulated organisation."""

from __future__ import annotations

from datetime import date, timedelta

from scripts.extracts.clock import DAY, utc_day
from scripts.extracts.model import Holiday, Schedule, Span

AMERICAS, EUROPE, IBERIA, PACIFIC, INDIA, ALWAYS, FORGOTTEN = range(1, 8)
DEFAULT_SCHEDULE = AMERICAS

WEEKDAYS = (1, 2, 3, 4, 5)  # Monday to Friday, Sunday = 0


def week(days: tuple[int, ...], *hours: tuple[float, float]) -> list[Span]:
    """Repeat opening hours (local hours of the day) on each of the days (Sunday = 0)."""
    return [
        Span(day * 1440 + round(opens * 60), day * 1440 + round(closes * 60))
        for day in days
        for opens, closes in hours
    ]


def easter(year: int) -> date:
    """Find Easter Sunday, by the anonymous Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def fourth_thursday(year: int) -> date:
    """Find the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def build_schedules(start_at: int, end_at: int) -> list[Schedule]:
    """Build all schedules, with the holidays of every year the simulation touches.

    The one called Old default is the oldest and was deleted in the middle of the period: taking
    the oldest schedule for the default would pick it.
    """
    first_year, last_year = utc_day(start_at).year - 2, utc_day(end_at).year + 1
    years = range(first_year, last_year + 1)
    founded = start_at - 900 * DAY
    american = [holiday for year in years for holiday in _american(year)]
    european = [holiday for year in years for holiday in _european(year)]
    indian = [holiday for year in years for holiday in _indian(year)]
    iberian = [*european, *(_day("Epiphany", year, 1, 6) for year in years)]
    extended = [*week(WEEKDAYS, (9, 14), (16, 19.5)), *week((6,), (10, 13))]
    split = sorted(extended, key=lambda span: span.start_minute)
    return [
        Schedule(
            AMERICAS,
            "Americas",
            "America/New_York",
            week(WEEKDAYS, (8, 20)),
            american,
            founded + 30 * DAY,
        ),
        Schedule(
            EUROPE,
            "Europe",
            "Europe/Berlin",
            week(WEEKDAYS, (9, 18)),
            european,
            founded + 40 * DAY,
        ),
        Schedule(IBERIA, "Iberia split shift", "Europe/Madrid", split, iberian, founded + 55 * DAY),
        Schedule(
            PACIFIC,
            "Pacific",
            "America/Los_Angeles",
            week(WEEKDAYS, (8, 17)),
            american,
            founded + 60 * DAY,
        ),
        Schedule(
            INDIA,
            "India",
            "Asia/Kolkata",
            week((1, 2, 3, 4, 5, 6), (10, 19)),
            indian,
            founded + 200 * DAY,
        ),
        Schedule(
            ALWAYS, "Always open", "Australia/Sydney", [Span(0, 10_080)], [], founded + 210 * DAY
        ),
        Schedule(
            FORGOTTEN,
            "Old default",
            "Europe/London",
            week(WEEKDAYS, (9, 17)),
            [],
            founded,
            deleted_at=start_at + (end_at - start_at) // 3,
        ),
    ]


def _day(name: str, year: int, month: int, day: int, length: int = 1) -> Holiday:
    first = date(year, month, day)
    return Holiday(name, first, first + timedelta(days=length - 1))


def _american(year: int) -> list[Holiday]:
    thanks = fourth_thursday(year)
    return [
        _day("New Year", year, 1, 1),
        _day("Independence Day", year, 7, 4),
        Holiday("Thanksgiving", thanks, thanks + timedelta(days=1)),
        _day("Christmas", year, 12, 24, length=2),
    ]


def _european(year: int) -> list[Holiday]:
    sunday = easter(year)
    return [
        _day("New Year", year, 1, 1),
        Holiday("Easter", sunday - timedelta(days=2), sunday + timedelta(days=1)),
        _day("Labour Day", year, 5, 1),
        _day("Christmas", year, 12, 24, length=3),
        _day("Closed between the years", year, 12, 30, length=2),
    ]


def _indian(year: int) -> list[Holiday]:
    return [
        _day("Republic Day", year, 1, 26),
        _day("Independence Day", year, 8, 15),
        _day("Gandhi Jayanti", year, 10, 2),
    ]
