"""CSAT, NPS and CES: what each answer is worth in each variant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.surveys import Answer

#: Gives the worth of an answer that counts; None if the variant leaves it out.
Judge = Callable[[Answer], Decimal | None]


def yes(is_so: bool) -> Decimal:
    return Decimal(int(is_so))


def of_scale(low: int, high: int) -> Judge:
    """Give the points of answers on one scale alone."""
    return lambda one: one.points if one.is_on(low, high) else None


def recommendation(one: Answer) -> Decimal | None:
    """Give 1 for a promoter, 0, or -1 for a detractor."""
    if not (one.is_on(0, 10) or one.is_on(1, 10)):
        return None
    return Decimal(1 if one.points >= 9 else 0 if one.points >= 7 else -1)


def is_low_effort(one: Answer) -> bool:
    return 2 * one.points > one.low + one.high


def effort_points(low: int, high: int, higher_is_better: bool) -> Judge:
    """Give the points in the direction of the version; a row against it is turned."""

    def judge(one: Answer) -> Decimal | None:
        if not one.is_on(low, high):
            return None
        return one.points if higher_is_better else one.low + one.high - one.points

    return judge


#: KPI: variant, measure, judge.
VARIANTS: dict[str, list[tuple[str, str, Judge]]] = {
    "csat": [
        ("top_2", "csat", lambda one: yes(one.is_top_2)),
        ("top_1", "csat", lambda one: yes(one.is_top_1)),
        ("mean", "csat", of_scale(1, 5)),
        ("good_bad", "csat", lambda one: yes(one.is_top_1) if one.high - one.low == 1 else None),
    ],
    "nps": [("standard", "nps", recommendation)],
    "ces": [
        ("low_effort_2", "ces_2", lambda one: yes(is_low_effort(one))),
        ("low_effort_1", "ces_1", lambda one: yes(is_low_effort(one))),
        ("mean_2", "ces_2", effort_points(1, 7, higher_is_better=True)),
        ("mean_1", "ces_1", effort_points(1, 5, higher_is_better=False)),
    ],
}


def survey_kpi(kpi: str, answers: Iterable[Answer], zone: ZoneInfo) -> dict[Key, Fact]:
    """Sum up the answers that count, each with its weight."""
    daily = Daily(zone)
    for one in answers:
        if one.reason is not None or one.at is None or one.group is None:
            continue
        for variant, measure, judge in VARIANTS[kpi]:
            worth = judge(one) if one.measure == measure else None
            if worth is not None:
                final_on = daily.day_after(one.at)
                weighed = worth * one.weight
                # an answer that weighs 2 is two answers: the spread is that of the answers
                fact = (weighed, one.weight, worth * weighed, 0, final_on)
                daily.add(variant, one.at, one.group, fact)
    return daily.facts
