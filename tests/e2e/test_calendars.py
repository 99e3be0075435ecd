"""Business time as built equals business time in plain Python, both ways, to the millisecond."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.checks import found_by
from tests.e2e.conftest import dbt
from tests.e2e.raw_tables import insert, write_raw
from tests.oracle.calendars import Calendar, minutes_walked, moment_of, stamp
from tests.oracle.random_schedules import (
    ZONES,
    random_holidays,
    random_shifts,
    random_span,
)
from tests.oracle.schedules_by_hand import BY_HAND, CASES, TICKETS

AS_OF = datetime(2034, 6, 1)  # the calendar goes on to the end of the next year
SCHEDULE_COUNT, SPAN_COUNT = 30, 24_000

Span = tuple[int, str, datetime, datetime, Decimal]

#: What a model does that measures spans: look up both ends, and then where the due moment lies.
MEASURED = """
with

started as (

    select
        spans.*,
        schedules.schedule_number,
        {{ business_seconds_at('piece_at_start', 'spans.starts_at') }} as start_seconds,
        {{ business_seconds_at('piece_at_end', 'spans.ends_at') }} as end_seconds

    from spans

    left join (
        select distinct schedule_id, schedule_number from {{ ref('int_business_schedules_zoned') }}
    ) as schedules
        on spans.schedule_id = schedules.schedule_id

    left join {{ ref('int_schedule_pieces_accumulated') }} as piece_at_start
        on {{ in_business_piece(
            'piece_at_start', 'schedules.schedule_number', 'spans.starts_at') }}

    left join {{ ref('int_schedule_pieces_accumulated') }} as piece_at_end
        on {{ in_business_piece('piece_at_end', 'schedules.schedule_number', 'spans.ends_at') }}

)

select
    started.span_id,
    started.end_seconds - started.start_seconds as business_seconds,
    {{ business_due_at(
        'opening', 'started.starts_at', 'started.start_seconds', 'started.allowed_seconds'
    ) }} as due_at

from started

left join {{ ref('int_schedule_openings_bucketed') }} as opening
    on {{ reaches_business_seconds(
        'opening', 'started.schedule_number', 'started.start_seconds + started.allowed_seconds') }}
"""


def build_and_compile(folder: Path) -> tuple[str, str]:
    """Give what dbt says of the build, and the query of what it measures."""
    dbt_vars: dict[str, object] = {"as_of": str(AS_OF), "calendar_starts_on": "1999-12-01"}
    models = ["+int_schedule_openings_bucketed", "+int_ticket_schedules_spanned"]
    tests = ["time_zone_names", "path:tests/macros"]
    only_of_these = ("--indirect-selection", "cautious")
    said = dbt(folder, dbt_vars, "build", "--select", *models, *tests, *only_of_these)
    return said, dbt(folder, dbt_vars, "--quiet", "compile", "--inline", MEASURED)


class Built:
    """What was built from which schedules, and what it says of every span."""

    def __init__(self, folder: Path) -> None:
        random = Random(20260308)  # noqa: S311
        self.spans: list[Span] = []
        self.schedules = dict(BY_HAND)
        for n in range(SCHEDULE_COUNT):
            name = f"random_{n}"
            shifts = random_shifts(random, name, ZONES[n % len(ZONES)])
            self.schedules[name] = shifts, random_holidays(random, name)
        for n in range(SPAN_COUNT):
            start, end = random_span(random)
            allowed = random.choice((0, 1, 900_000, 28_800_000, 10**9)) * random.random()
            whole = random.choice((allowed, round(allowed, -3)))
            name = f"random_{n % SCHEDULE_COUNT}"
            self.spans.append((n, name, start, end, Decimal(int(whole)) / 1000))
        self.land(folder)
        with ThreadPoolExecutor() as threads:  # the oracle thinks while dbt builds
            building = threads.submit(build_and_compile, folder)
            self.calendars = {
                name: Calendar(shifts, holidays, date(1999, 12, 25), date(AS_OF.year + 2, 1, 5))
                for name, (shifts, holidays) in self.schedules.items()
                if name.startswith("random_")
            }
        self.said, compiled = building.result()
        self.warehouse = duckdb.connect(str(folder / "build.duckdb"))
        self.warehouse.execute("set TimeZone = 'America/New_York'")
        self.warehouse.execute(
            "create temp table spans (span_id int, schedule_id varchar, starts_at timestamp,"
            " ends_at timestamp, allowed_seconds decimal(18, 3))"
        )
        cases = [
            (-n, case[0], datetime.fromisoformat(case[1]), datetime.fromisoformat(case[2]), case[4])
            for n, case in enumerate(CASES, 1)
        ]
        insert(
            self.warehouse,
            "spans",
            [(s[0], "custom:main:" + s[1], *s[2:]) for s in [*self.spans, *cases]],
        )
        self.measured = {row[0]: row[1:] for row in self.warehouse.execute(compiled).fetchall()}

    def land(self, folder: Path) -> None:
        tables: dict[str, tuple[str, Iterable[tuple[object, ...]]]] = {
            "business_schedules": (
                "schedule_id weekday opens_at_minute closes_at_minute time_zone is_default"
                " valid_from valid_to",
                [astuple(shift) for shifts, _ in self.schedules.values() for shift in shifts],
            ),
            "schedule_holidays": (
                "schedule_id starts_on ends_on starts_at_minute ends_at_minute",
                [astuple(day) for _, holidays in self.schedules.values() for day in holidays],
            ),
            "tickets": (
                "ticket_id ticket_status opened_at channel",
                [(ticket_id, "open", "2026-01-05T09:00", "email") for ticket_id in TICKETS],
            ),
            "ticket_schedules": (
                "ticket_id schedule_id applied_at",
                [(ticket_id, *applied) for ticket_id, rows in TICKETS.items() for applied in rows],
            ),
        }
        write_raw(folder / "raw.duckdb", tables)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("calendars"))


@pytest.fixture(scope="module")
def agreed_until(built: Built) -> dict[str, datetime]:
    """Give, per schedule, the day on which the engine and Python begin to know different clocks.

    Their copies of the tz database differ in age, and countries change their minds: of two copies
    from 2025 and 2026 one has Morocco without summer time from September 2026 on.
    """
    read = built.warehouse.execute(
        "select time_zone, calendar_date, offset_seconds from intermediate.int_time_zone_days_read"
        " order by calendar_date desc"
    ).fetchall()
    zones = {zone: ZoneInfo(zone) for zone, _, _ in read}
    differs = dict.fromkeys(zones, datetime(AS_OF.year + 2, 1, 1))
    for zone, day, offset in read:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        if midnight.astimezone(zones[zone]).utcoffset() != timedelta(seconds=offset):
            differs[zone] = midnight.replace(tzinfo=None) - timedelta(days=1)
    assert min(differs.values()) > datetime(2026, 1, 1), differs
    return {name: differs[shifts[0].time_zone] for name, (shifts, _) in built.schedules.items()}


@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_cases_made_by_hand(built: Built, number: int) -> None:
    *_, seconds, _, due = CASES[number - 1]
    expected = (None if seconds is None else Decimal(seconds), due and datetime.fromisoformat(due))
    assert built.measured[-number] == expected


def test_business_seconds_equal_the_oracle(built: Built, agreed_until: dict[str, datetime]) -> None:
    spans = [span for span in built.spans if span[3] <= agreed_until[span[1]]]
    wrong = []
    for span_id, name, start, end, _ in spans:
        expected = built.calendars[name].micros_between(stamp(start), stamp(end))
        if built.measured[span_id][0] * 1_000_000 != expected:
            wrong.append((name, start, end, built.measured[span_id][0], expected / 1e6))
    assert not wrong, f"{len(wrong)} of {len(spans)}: {wrong[:5]}"
    assert len(spans) > 20_000


def test_due_moments_equal_the_oracle(built: Built, agreed_until: dict[str, datetime]) -> None:
    horizon = datetime(AS_OF.year + 2, 1, 1)
    wrong, beyond = [], 0
    for span_id, name, start, _, allowed in built.spans:
        micros = built.calendars[name].due(stamp(start), int(allowed * 1_000_000))
        expected = None if micros is None or moment_of(micros) > horizon else moment_of(micros)
        beyond += expected is None
        if built.measured[span_id][1] != expected and (expected or horizon) <= agreed_until[name]:
            wrong.append((name, start, allowed, built.measured[span_id][1], expected))
    assert not wrong, f"{len(wrong)} of {len(built.spans)}: {wrong[:5]}"
    assert beyond < len(built.spans) / 4


def test_due_moments_undo_business_seconds(built: Built, agreed_until: dict[str, datetime]) -> None:
    """As many seconds pass to the due moment as were allowed, and fewer to a millisecond before."""
    for span_id, name, start, _, allowed in built.spans:
        due = built.measured[span_id][1]
        if due is not None and due <= agreed_until[name] and allowed > 0:
            wanted = int(allowed * 1_000_000)
            assert built.calendars[name].micros_between(stamp(start), stamp(due)) == wanted
            assert built.calendars[name].micros_between(stamp(start), stamp(due) - 1000) < wanted


def test_the_oracle_agrees_with_a_clock_looked_at_every_minute(
    built: Built,
) -> None:
    random = Random(7)  # noqa: S311
    for n in range(30):
        name = f"random_{n % SCHEDULE_COUNT}"
        start = random_span(random)[0].replace(hour=0, minute=0, second=0, microsecond=0)
        end = start.replace(hour=23)
        walked = minutes_walked(*built.schedules[name], stamp(start), stamp(end))
        assert built.calendars[name].micros_between(stamp(start), stamp(end)) == walked * 60_000_000


def test_pieces_cover_every_day_once(built: Built) -> None:
    gaps = built.warehouse.execute(
        """
        select * from (
            select
                *, lead(starts_at) over (
                    partition by schedule_number order by starts_at) as next_starts_at
            from intermediate.int_schedule_pieces_accumulated
        ) where next_starts_at <> ends_at or opens_at < starts_at or closes_at > ends_at
        """
    ).fetchall()
    assert not gaps


def test_a_ticket_has_one_schedule_at_a_time(built: Built) -> None:
    spans = built.warehouse.execute(
        """
        select ticket_id, schedule_id, schedule_number is null, in_force_from, in_force_to
        from intermediate.int_ticket_schedules_spanned order by ticket_id, in_force_from
        """
    ).fetchall()
    first, changed, last = datetime(1900, 1, 1), datetime(2026, 1, 6, 10), datetime(9999, 12, 31)
    put_on = datetime(2026, 1, 5, 10)
    assert spans == [
        ("custom:main:a", "custom:main:office", False, first, put_on),
        ("custom:main:a", "custom:main:office", False, put_on, changed),
        ("custom:main:a", "custom:main:gone", True, changed, last),
        ("custom:main:b", None, True, first, last),
    ]


def test_zone_names_in_the_seed_are_known(built: Built) -> None:
    unknown = built.warehouse.execute(
        "select * from intermediate.time_zone_names anti join pg_timezone_names() as known"
        " on time_zone_names.time_zone = known.name"
    ).fetchall()
    assert not unknown


def test_an_unknown_zone_is_told(built: Built) -> None:
    assert "WARN 1 every_schedule_names_a_known_time_zone" in built.said


def test_hours_that_never_open_are_noticed() -> None:
    connection = duckdb.connect()
    connection.execute("""
        create table int_business_schedules_unioned as select * from (values
            ('monday', 1, 540, 1020), ('sunday', 7, 0, 1440),
            ('from_zero', 0, 540, 1020), ('eighth', 8, 540, 1020),
            ('overnight', 3, 1320, 120), ('no_time', 3, 540, 540), ('long', 3, 540, 1441)
        ) as rows (schedule_id, weekday, opens_at_minute, closes_at_minute)
    """)
    found = found_by("assert_business_hours_open", connection)
    assert sorted(name for name, *_ in found) == [
        *("eighth", "from_zero", "long", "no_time", "overnight"),
    ]
