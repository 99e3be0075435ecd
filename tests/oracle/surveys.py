"""Answers of surveys: which of them count, and how good each is on its scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import cast

from tests.oracle.customers import is_employee
from tests.oracle.daily import Dimensions
from tests.oracle.reading import Row
from tests.oracle.tickets import prefixed
from tests.oracle.voices import Places

PORT = "survey_responses"
#: What weighs more is no weight.
MOST_WEIGHT = 1_000_000


@dataclass(frozen=True)
class Answer:
    """One question as one person answered it, or left it open."""

    response_id: str
    question_id: str
    measure: str
    instrument_id: str
    invitation_id: str | None
    #: What it is about: the kind of thing and its id.
    thing: tuple[str, str] | None
    low: Decimal
    high: Decimal
    higher_is_better: bool
    score: Decimal | None
    weight: Decimal
    customer: str | None
    at: datetime | None
    group: Dimensions | None
    reason: str | None = None
    was_good_now_bad: bool = False

    @property
    def points(self) -> Decimal:
        """The score of an answer that counts, turned so that more is better."""
        assert self.score is not None
        return self.score if self.higher_is_better else self.low + self.high - self.score

    @property
    def share(self) -> Decimal:
        """Where the answer lies from worst, 0, to best, 1."""
        return (self.points - self.low) / (self.high - self.low)

    @property
    def is_top_1(self) -> bool:
        return self.points == self.high

    @property
    def is_top_2(self) -> bool:
        """One of the two best points; of a short scale only the best."""
        return self.points > self.high - 2 if self.high - self.low >= 3 else self.is_top_1

    def is_on(self, low: int, high: int) -> bool:
        return self.low == low and self.high == high


def thing_of(row: Row) -> tuple[str, str] | None:
    for name in ("ticket_id", "call_id", "invitation_id"):
        if row.get(name) is not None:
            return name, str(row[name])
    return None


def weight_of(row: Row) -> Decimal:
    told = cast(Decimal | None, row.get("response_weight"))
    return Decimal(1) if told is None else told


def reason_alone(row: Row, low: Decimal, high: Decimal) -> str | None:
    """Say why a row does not count, whatever else was answered."""
    score, at = cast(Decimal | None, row.get("score")), row.get("responded_at")
    holds = {
        "employee": is_employee(PORT, row),
        "test": bool(row.get("is_test")),
        "partial": bool(row.get("is_partial")),
        "not_answered": score is None or at is None,
        "out_of_scale": high <= low or (score is not None and not low <= score <= high),
        "unusable_weight": not 0 < weight_of(row) <= MOST_WEIGHT,
    }
    return next((reason for reason, is_so in holds.items() if is_so), None)


def answer_of(row: Row, places: Places) -> Answer:
    low, high = cast(Decimal, row["scale_min"]), cast(Decimal, row["scale_max"])
    measure = str(row["measure"])
    told = cast(bool | None, row.get("higher_is_better"))
    at = cast(datetime | None, row.get("responded_at"))
    return Answer(
        response_id=str(prefixed(row["response_id"])),
        question_id=str(prefixed(row["question_id"])),
        measure=measure,
        instrument_id=str(row["instrument_id"]),
        invitation_id=prefixed(row.get("invitation_id")),
        thing=thing_of(row),
        low=low,
        high=high,
        higher_is_better=measure != "ces_1" if told is None else told,
        score=cast(Decimal | None, row.get("score")),
        weight=weight_of(row),
        customer=places.customer(PORT, row),
        at=at,
        group=None if at is None else places.dimensions(PORT, row, at),
        reason=reason_alone(row, low, high),
    )


def judged(same_thing: list[Answer]) -> Iterable[Answer]:
    """Let the last answer about a thing stand; answers of one survey form are equally late."""

    def lateness(answer: Answer) -> tuple[datetime, str]:
        assert answer.at is not None
        return answer.at, answer.response_id

    last = max(map(lateness, same_thing))
    was_good = any(one.is_top_2 for one in same_thing if lateness(one) < last)
    for one in same_thing:
        if lateness(one) < last:
            yield replace(one, reason="superseded")
        else:
            yield replace(one, was_good_now_bad=was_good and not one.is_top_2)


def answers(rows: Iterable[Row], places: Places, as_of: datetime) -> list[Answer]:
    """Give every row that exists at the build's moment, with the reason if it does not count."""
    found: list[Answer] = []
    by_thing: dict[tuple[str, str, tuple[str, str]], list[Answer]] = defaultdict(list)
    for row in rows:
        at = cast(datetime | None, row.get("responded_at"))
        if at is not None and at > as_of:
            continue
        answer = answer_of(row, places)
        if answer.reason is None and answer.thing is not None:
            by_thing[answer.measure, answer.instrument_id, answer.thing].append(answer)
        else:
            found.append(answer)
    for same_thing in by_thing.values():
        found += judged(same_thing)
    return found
