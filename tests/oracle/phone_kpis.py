"""Service level, speed of answer, abandonment, transfers and handling, from calls as they stood."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.oracle.calls import SERVED, Call, Leg, total
from tests.oracle.daily import Daily, Dimensions, Fact, Key
from tests.oracle.durations import Duration

IN_TIME, SHORTLY = Decimal(20), Decimal(5)
RECOVERY = timedelta(minutes=60)
#: Directions of calls that are work on a customer's contact.
ASKED_FOR = ("inbound", "callback")
NO_WORK = ("failed", "ivr_only")


@dataclass(frozen=True)
class Formula:
    """One service level formula: whether a call counts, and whether it was good."""

    variant: str
    late_abandons: bool = True
    early_abandons: bool = True
    short_abandons: bool = True
    good_abandons: Decimal | None = None
    others: bool = False


FORMULAS = (
    Formula("f1", good_abandons=IN_TIME),
    Formula("f2", late_abandons=False, early_abandons=False, short_abandons=False),
    Formula("f3"),
    Formula("f4", early_abandons=False, short_abandons=False),
    Formula("f5", good_abandons=SHORTLY),
    Formula("f6", short_abandons=False),
    Formula("f7", good_abandons=IN_TIME, others=True),
)


def dimensions(call: Call) -> Dimensions:
    return call.channel, call.team_id or "unknown", "not_applicable", "unknown"


def is_within(wait: Decimal | None, limit: Decimal | None) -> bool:
    return wait is not None and limit is not None and wait <= limit


def wait_of(call: Call) -> Decimal | None:
    """Give the wait: the vendor's own, else up to the answer or the end."""
    until = call.answered_at or call.ended_at
    if call.wait is not None or not call.queued_at or not until:
        return call.wait
    if call.outcome not in ("answered", "abandoned", "callback") or until < call.queued_at:
        return None
    taken = until - call.queued_at
    return Decimal(taken // timedelta(milliseconds=1)) / 1000


def share(is_good: bool, final_on: Daily, moment: datetime) -> Fact:
    return int(is_good), 1, int(is_good), 0, final_on.day_after(moment)


PENDING: Fact = (0, 0, 0, 1, None)


def judge_formula(call: Call, formula: Formula) -> bool | None:
    """Tell whether the call was good; none if it does not count."""
    wait = wait_of(call)
    if call.outcome == "answered":
        return None if wait is None else is_within(wait, IN_TIME)
    if call.outcome == "abandoned":
        is_short, is_early = is_within(wait, SHORTLY), is_within(wait, IN_TIME)
        counts = (
            formula.short_abandons
            if is_short
            else formula.early_abandons
            if is_early
            else formula.late_abandons
        )
        return is_within(wait, formula.good_abandons) if counts else None
    return call.outcome == "callback" and is_within(wait, IN_TIME) if formula.others else None


def service_level(calls: Iterable[Call], zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for call in calls:
        if not call.is_offered:
            continue
        for formula in FORMULAS:
            at, group = call.entered_at, dimensions(call)
            if call.outcome == "in_queue":
                daily.add(formula.variant, at, group, PENDING)
                continue
            is_good = judge_formula(call, formula)
            if is_good is not None:
                daily.add(formula.variant, at, group, share(is_good, daily, at))
    return daily.facts


def milliseconds(number: Decimal | None) -> int | None:
    return None if number is None else int(number * 1000)


def speeds_of_answer(calls: Iterable[Call]) -> list[Duration]:
    """Give what answered calls waited, and what all did."""
    found = []
    for call in calls:
        if not call.is_offered:
            continue
        wait, is_waiting = wait_of(call), call.outcome == "in_queue"
        variants = {"answered": call.outcome == "answered", "all_calls": True}
        for variant, counts in variants.items():
            if is_waiting or (counts and wait is not None):
                taken = None if is_waiting else milliseconds(wait)
                found.append(
                    Duration(variant, call.entered_at, dimensions(call), taken, call.entered_at)
                )
    return found


def answers_by_caller(calls: Iterable[Call]) -> dict[str, list[tuple[datetime, str, datetime]]]:
    """List for each caller the calls that were answered: when they came in, and when taken."""
    answers: dict[str, list[tuple[datetime, str, datetime]]] = defaultdict(list)
    for call in calls:
        is_answer = call.outcome == "answered" and call.direction in ASKED_FOR
        if is_answer and call.caller and call.answered_at:
            answers[call.caller].append((call.entered_at, call.call_id, call.answered_at))
    for found in answers.values():
        found.sort()
    return answers


def is_recovered(call: Call, answers: dict[str, list[tuple[datetime, str, datetime]]]) -> bool:
    """Tell whether the caller was answered on a later call, soon enough."""
    gave_up_at = call.left_at
    if not call.caller or gave_up_at is None:
        return False
    found = answers.get(call.caller, [])
    start = bisect_right(found, (call.entered_at, call.call_id, datetime.max))
    return any(answered_at <= gave_up_at + RECOVERY for _, _, answered_at in found[start:])


def abandonment_rate(calls: list[Call], as_of: datetime, zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    answers = answers_by_caller(calls)
    for call in calls:
        if not call.is_offered:
            continue
        wait, at, group = wait_of(call), call.entered_at, dimensions(call)
        gave_up = call.outcome == "abandoned"
        is_short = gave_up and is_within(wait, SHORTLY)
        for variant in ("less_short", "all", "customer_level"):
            is_by_customer = variant == "customer_level"
            if (is_short and variant != "all") or (is_by_customer and not call.caller):
                continue
            if call.outcome == "in_queue":
                daily.add(variant, at, group, PENDING)
                continue
            final_on = daily.day_after(at)
            if is_by_customer and gave_up and call.left_at:
                final_on = daily.day_after(call.left_at + RECOVERY)
                if call.left_at + RECOVERY > as_of:
                    daily.add(variant, at, group, (0, 0, 0, 1, final_on))
                    continue
                if is_recovered(call, answers):
                    continue
            daily.add(variant, at, group, (int(gave_up), 1, int(gave_up), 0, final_on))
    return daily.facts


def transfer_rate(calls: Iterable[Call], zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for call in calls:
        if call.direction not in ASKED_FOR:
            continue
        at, group = call.entered_at, dimensions(call)
        if call.outcome == "in_queue" or (call.outcome == "answered" and not call.is_over):
            daily.add("contact", at, group, PENDING)
        elif call.outcome == "answered" and call.transfers is not None:
            daily.add("contact", at, group, share(call.transfers > 0, daily, at))
    return daily.facts


def work_of(part: Call | Leg) -> dict[str, int | None]:
    """Give the milliseconds of work, with everything, without hold, and talk alone."""
    talk, hold, wrap = part.talk, part.hold or 0, part.wrap or 0
    if talk is None:
        return {"": None, "_without_hold": None, "_talk_only": None}
    return {
        "": milliseconds(talk + hold + wrap),
        "_without_hold": milliseconds(talk + wrap),
        "_talk_only": milliseconds(talk),
    }


def with_legs(calls: Iterable[Call], legs: Iterable[Leg], as_of: datetime) -> list[Call]:
    """Fill in what a call does not tell of its work by the sum over its agents' legs."""
    taken: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.outcome in SERVED and leg.started_at <= as_of:
            taken[leg.call_id].append(leg)

    def told(given: Decimal | None, summed: list[Decimal | None]) -> Decimal | None:
        return total(summed) if given is None else given

    filled = []
    for call in calls:
        of = taken[call.call_id] if None in (call.talk, call.hold, call.wrap) else []
        filled.append(
            replace(
                call,
                talk=told(call.talk, [leg.talk for leg in of]),
                hold=told(call.hold, [leg.hold for leg in of]),
                wrap=told(call.wrap, [leg.wrap for leg in of]),
            )
            if of
            else call
        )
    return filled


def handle_times(calls: Iterable[Call], legs: Iterable[Leg], as_of: datetime) -> list[Duration]:
    """Give the work on each contact, and on each agent's leg of one."""
    found: list[Duration] = []

    def note(name: str, call: Call, group: Dimensions, part: Call | Leg, is_pending: bool) -> None:
        for end, taken in work_of(part).items():
            if (name, end) != ("leg", "_talk_only") and (is_pending or taken is not None):
                worked = None if is_pending else taken
                found.append(
                    Duration(f"{name}{end}", call.entered_at, group, worked, call.entered_at)
                )

    by_id = {}
    for call in calls:
        by_id[call.call_id] = call
        is_answered = call.outcome == "answered"
        if call.direction in ASKED_FOR and (is_answered or call.outcome == "in_queue"):
            is_pending = not (is_answered and call.is_over)
            note("contact", call, dimensions(call), call, is_pending)
    for leg in legs:
        of = by_id.get(leg.call_id)
        is_begun = leg.outcome in SERVED and leg.started_at <= as_of
        if of and is_begun and of.direction in ASKED_FOR and of.outcome not in NO_WORK:
            group = (of.channel, leg.team_id or "unknown", "not_applicable", "unknown")
            note("leg", of, group, leg, not leg.is_over(as_of))
    return found
