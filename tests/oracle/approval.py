"""Customer approval: of the customers who said something lately, the share that approve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key, local_day
from tests.oracle.feedback import WORTH, Item
from tests.oracle.spans import ONE
from tests.oracle.survey_kpis import is_low_effort, recommendation
from tests.oracle.surveys import Answer

HOLDS = timedelta(days=28)
FIXED = {"complaint": -1, "compliment": 1}


@dataclass(frozen=True)
class Voice:
    """What one customer last said, and how: approving 1, neutral 0, disapproving -1."""

    customer: str
    at: datetime
    kind: str
    key: str
    stance: int
    channel: str
    segment: str


def stance_of_answer(one: Answer) -> int | None:
    if one.measure == "csat":
        good, bad = one.share >= Decimal("0.75"), one.share <= Decimal("0.25")
        return 1 if good else -1 if bad else 0
    if one.measure == "nps":
        worth = recommendation(one)
        return None if worth is None else int(worth)
    if one.measure in ("ces_1", "ces_2"):
        is_middle = 2 * one.points == one.low + one.high
        return 0 if is_middle else 1 if is_low_effort(one) else -1
    return None


def stance_of_item(item: Item) -> int | None:
    if item.source in FIXED:
        return FIXED[item.source]
    return WORTH.get(item.polarity) if item.source in ("review", "social") else None


def voices(answers: Iterable[Answer], items: Iterable[Item]) -> Iterable[Voice]:
    """Give everything that a known customer said and that takes a side."""
    for one in answers:
        if one.reason is None and one.customer and one.at and one.group:
            stance = stance_of_answer(one)
            if stance is not None:
                key = f"{one.response_id}:{one.question_id}"
                channel, _, _, segment = one.group
                yield Voice(one.customer, one.at, one.measure, key, stance, channel, segment)
    for item in items:
        stance = stance_of_item(item)
        if stance is not None and item.customer:
            channel, _, _, segment = item.group
            yield Voice(*(item.customer, item.at, item.source, item.feedback_id, stance),
                        *(channel, segment))  # fmt: skip


def customer_approval(spoken: Iterable[Voice], today: date, zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    lasts: dict[str, dict[date, Voice]] = defaultdict(dict)
    for voice in sorted(spoken, key=lambda v: (v.at, v.kind, v.key)):
        lasts[voice.customer][local_day(voice.at, zone)] = voice
    for by_day in lasts.values():
        days = [*sorted(by_day), date.max]
        for day, following in pairwise(days):
            voice = by_day[day]
            group = (voice.channel, "not_applicable", "not_applicable", voice.segment)
            end = min(day + HOLDS, following, today + ONE)
            while day < end:
                for variant, worth in (("approval", int(voice.stance > 0)), ("net", voice.stance)):
                    atom = (worth, 1, abs(worth), 0, day + ONE)
                    daily.add_on(variant, day, group, atom)
                day += ONE
    return daily.facts
