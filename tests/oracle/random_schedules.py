"""Random schedules, holidays and moments, with every nuisance that real ones have."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from tests.oracle.calendars import Holiday, Shift

ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Europe/Moscow",
    "America/Havana",
    "Asia/Beirut",
    "America/St_Johns",
    "Pacific/Apia",
    "Pacific/Auckland",
    "UTC",
)
FIRST_YEAR, LAST_YEAR = 2000, 2035
WHOLE_WEEK = [(day, 0, 1440) for day in range(1, 8)]


def random_shifts(random: Random, schedule_id: str, zone: str) -> list[Shift]:
    """One to three versions of a week, now and then with gaps or overlaps between them."""
    if random.random() < 0.2:
        return [Shift(schedule_id, *hours, zone) for hours in WHOLE_WEEK]
    turns = sorted(random_moment(random) for _ in range(random.choice((0, 0, 1, 2))))
    ends: list[datetime | None] = [
        turn + timedelta(days=random.choice((0, 0, -3, 3))) for turn in turns
    ]
    shifts = []
    for valid_from, valid_to in zip([None, *turns], [*ends, None], strict=True):
        for weekday, opens, closes in random_week(random):
            shifts.append(
                Shift(schedule_id, weekday, opens, closes, zone, False, valid_from, valid_to)
            )
    return shifts


def random_week(random: Random) -> set[tuple[int, int, int]]:
    """Draw the openings of a week: single, split, touching, overlapping, through the night."""
    kind = random.choice(("office", "split", "touching", "night", "wild"))
    hours = {
        "office": [(540, 1020)],
        "split": [(480, 720), (765, 1110)],
        "touching": [(0, 90), (90, 540), (540, 1440)],
        "night": [(0, 150), (1320, 1440)],
    }.get(kind)
    week: dict[tuple[int, int], int] = {}
    for weekday in range(1, 8):
        pairs = (sorted(random.sample(range(1441), 2)) for _ in range(random.randrange(4)))
        for opens, closes in hours or [(pair[0], pair[1]) for pair in pairs]:
            if kind == "wild" or weekday < 6 or random.random() < 0.5:
                week[weekday, opens] = closes
    return {(weekday, opens, closes) for (weekday, opens), closes in week.items()} or {(1, 0, 60)}


def random_holidays(random: Random, schedule_id: str) -> list[Holiday]:
    """Whole days, parts of days, stretches of weeks, some of them on top of each other."""
    holidays: dict[tuple[date, int], Holiday] = {}
    for _ in range(random.randrange(80)):
        starts_on = random_moment(random).date()
        ends_on = starts_on + timedelta(days=random.choice((0, 0, 0, 1, 2, 9, 30)))
        starts_at = random.choice((0, 0, 720, random.randrange(1440)))
        ends_at = random.choice((1440, 1440, 900, random.randrange(1, 1441)))
        if starts_on < ends_on or starts_at < ends_at:
            holiday = Holiday(schedule_id, starts_on, ends_on, starts_at, ends_at)
            holidays[starts_on, starts_at] = holiday
            if random.random() < 0.2:
                later = starts_on + timedelta(days=1)
                holidays[later, 0] = Holiday(schedule_id, later, later + timedelta(days=3))
    return list(holidays.values())


def random_moment(random: Random) -> datetime:
    days = random.randrange((date(LAST_YEAR, 12, 31) - date(FIRST_YEAR, 1, 1)).days)
    return datetime(FIRST_YEAR, 1, 1) + timedelta(days=days, minutes=random.randrange(1440))


def random_span(random: Random) -> tuple[datetime, datetime]:
    """From milliseconds to decades, often on the very minute, often around a change of clocks."""
    start = random_moment(random)
    if random.random() < 0.5:
        month, day = random.choice(((3, 8), (3, 29), (10, 4), (11, 1)))
        start = start.replace(month=month, day=day) + timedelta(days=random.randrange(7))
    longest = random.choice((0, 3_600, 86_400, 7 * 86_400, 400 * 86_400, 9_000 * 86_400))
    if random.random() < 0.7:
        start += timedelta(milliseconds=random.randrange(60_000))
    end = start + timedelta(milliseconds=random.randrange(longest * 1000 + 1))
    return start, min(end, datetime(LAST_YEAR, 12, 31))
