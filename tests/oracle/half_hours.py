"""What became of the calls that came into each queue in each half hour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.oracle.calls import Call
from tests.oracle.phone_kpis import SHORTLY, answers_by_caller, is_recovered, is_within, wait_of

LIMITS = (10, 20, 30, 60)
#: Queue, channel, start of the half hour.
HalfHour = tuple[str, str, datetime]
OUTCOMES = ("answered", "abandoned", "callback", "flow_out", "voicemail", "in_queue")


def half_hour_of(call: Call, zone: ZoneInfo) -> HalfHour:
    local = call.entered_at.replace(tzinfo=UTC).astimezone(zone)
    into = timedelta(minutes=local.minute % 30, seconds=local.second) + timedelta(
        microseconds=local.microsecond
    )
    return call.team_id or "unknown", call.channel, call.entered_at - into


def half_hours(
    calls: list[Call], zone: ZoneInfo
) -> tuple[dict[HalfHour, Counter[str]], dict[HalfHour, dict[str, Decimal]]]:
    """Count calls, and add up their seconds."""
    counts: dict[HalfHour, Counter[str]] = defaultdict(Counter)
    sums: dict[HalfHour, dict[str, Decimal]] = defaultdict(dict)
    answers = answers_by_caller(calls)

    def add(key: HalfHour, name: str, number: Decimal | None) -> None:
        if number is not None:
            sums[key][name] = sums[key].get(name, Decimal(0)) + number

    for call in calls:
        if not call.is_offered:
            continue
        key = half_hour_of(call, zone)
        wait = wait_of(call)
        is_abandoned = call.outcome == "abandoned"
        counts[key].update(["offered", call.outcome])
        counts[key]["short_abandoned"] += is_abandoned and is_within(wait, SHORTLY)
        counts[key]["recovered_abandon"] += is_abandoned and is_recovered(call, answers)
        counts[key]["transferred"] += call.outcome == "answered" and bool(call.transfers)
        if call.outcome in ("answered", "abandoned"):
            add(key, f"{call.outcome}_wait", wait)
        if call.outcome == "answered" and call.is_over:
            add(key, "talk", call.talk)
            add(key, "hold", call.hold)
            add(key, "wrap", call.wrap)
    return counts, sums


def waits_within(calls: Iterable[Call], zone: ZoneInfo) -> Counter[tuple[HalfHour, int, str]]:
    """Count calls answered and given up within each limit."""
    found: Counter[tuple[HalfHour, int, str]] = Counter()
    for call in calls:
        if call.is_offered and call.outcome in ("answered", "abandoned"):
            for limit in LIMITS:
                within = is_within(wait_of(call), Decimal(limit))
                found[half_hour_of(call, zone), limit, call.outcome] += within
    return found
