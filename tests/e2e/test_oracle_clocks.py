"""Every promise with a duration on hostile tickets equals what the oracle says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tests.e2e.conftest import LOADED_AT, ROOT, Build
from tests.e2e.facts import compare_facts
from tests.e2e.targets import compare_targets, row_of
from tests.oracle.business_time import Desks
from tests.oracle.calendars import Holiday, Shift
from tests.oracle.make_clock_extracts import HOLIDAYS, SHIFTS, make_clock_extracts
from tests.oracle.reading import Row, read_port, vocabularies
from tests.oracle.sla_adherence import computed_promises, sla_adherence
from tests.oracle.sla_clocks import Judgement, Target, judge, read_statuses
from tests.oracle.tickets import Ticket, Words, histories, prefixed, word

AS_OF = datetime(2026, 3, 16, 17)
ZONE = ZoneInfo("America/New_York")
SEEDS = ROOT / "seeds"
DAYS = date(2024, 1, 1), date(2027, 12, 31)


def targets_of(rows: list[Row], tickets: dict[str, Ticket], words: Words) -> list[Target]:
    """Give the promises on tickets that exist, as far as they were made by then."""
    targets = []
    for row in rows:
        ticket = tickets.get(str(prefixed(row["ticket_id"])))
        applied_at = cast(datetime, row["applied_at"])
        until = cast(datetime | None, row.get("superseded_at"))
        if ticket is None or applied_at > AS_OF:
            continue
        given = row.get("priority")
        targets.append(
            Target(
                name=str(prefixed(row["sla_target_id"])),
                ticket=ticket,
                metric=str(row["sla_metric"]),
                policy_id=None,
                priority=None if given is None else word(words, "priority", given),
                seconds=cast(Decimal | None, row.get("target_seconds")),
                is_business=cast(bool | None, row.get("is_business_time")),
                applied_at=applied_at,
                superseded_at=None if until is None or until > AS_OF else until,
            )
        )
    return targets


def desks_of(rows: list[Row]) -> Desks:
    put_on: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in rows:
        applied_at = cast(datetime, row["applied_at"])
        if applied_at <= AS_OF:
            schedule_id = str(prefixed(row["schedule_id"]))
            put_on[str(prefixed(row["ticket_id"]))].append((applied_at, schedule_id))
    shifts = [
        Shift(*(f"custom:main:{s.schedule_id}", s.weekday, s.opens_at_minute, s.closes_at_minute),
              *(s.time_zone, s.is_default))
        for s in SHIFTS
    ]  # fmt: skip
    holidays = [
        Holiday(*(f"custom:main:{h.schedule_id}", h.starts_on, h.ends_on, h.starts_at_minute),
                h.ends_at_minute)
        for h in HOLIDAYS
    ]  # fmt: skip
    in_order = {ticket_id: sorted(listed) for ticket_id, listed in put_on.items()}
    return Desks.of(shifts, holidays, in_order, DAYS)


def ask_the_oracle(extracts: Path) -> list[Judgement]:
    words = vocabularies(SEEDS / "vendors" / "custom" / "custom_words.csv")
    kept = {
        port: read_port(extracts, port, datetime.fromisoformat(LOADED_AT)).kept
        for port in ("tickets", "ticket_events", "sla_targets", "ticket_schedules")
    }
    tickets = histories(kept["tickets"], kept["ticket_events"], words, AS_OF)
    targets = targets_of(kept["sla_targets"], tickets, words)
    statuses = read_statuses(SEEDS / "sla_clock_statuses.csv")
    return judge(targets, statuses, desks_of(kept["ticket_schedules"]), AS_OF)


def test_every_row_equals_the_oracle(tmp_path: Path, build: Build) -> None:
    extracts = tmp_path / "extracts"
    make_clock_extracts(extracts, AS_OF, tickets=2000, seed=5)
    dbt_vars: dict[str, object] = {"as_of": str(AS_OF), "reporting_time_zone": ZONE.key}
    built = build(extracts, tmp_path / "warehouse", dbt_vars, "fct_sla_adherence_daily")
    judged = ask_the_oracle(extracts)
    with duckdb.connect(str(built), read_only=True) as connection:
        problems = compare_targets(connection, [row_of(one) for one in judged])
        expected = sla_adherence(computed_promises(judged), AS_OF, ZONE)
        problems += compare_facts(connection, "sla_adherence", expected)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
