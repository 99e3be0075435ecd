"""A call and its legs as a telephone system delivers them, and as they stood at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

SERVED = ("answered", "transferred")
#: What a call comes to that waits in a queue.
QUEUE_OUTCOMES = ("answered", "abandoned", "callback", "flow_out", "voicemail", "in_queue")


def instant(cell: Any) -> datetime | None:
    """Give the UTC time of an ISO text; none if empty."""
    return datetime.fromisoformat(cell).replace(tzinfo=None) if cell else None


def seconds(cell: Any) -> Decimal | None:
    """Give a number of seconds; one below 0 is unknown."""
    number = None if cell is None else Decimal(str(cell))
    return None if number is None or number < 0 else number


def later(moment: datetime, number: Decimal | None) -> datetime:
    return moment + timedelta(milliseconds=int((number or 0) * 1000))


def total(numbers: list[Decimal | None]) -> Decimal | None:
    """Sum up what is known; none if nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True)
class Leg:
    """One agent's part in a call, or a try at one."""

    leg_id: str
    call_id: str
    team_id: str | None
    outcome: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    talk: Decimal | None
    hold: Decimal | None
    wrap: Decimal | None

    def is_over(self, as_of: datetime) -> bool:
        return self.ended_at is None or later(self.ended_at, self.wrap) <= as_of


@dataclass(frozen=True)
class Call:
    """The customer's whole contact; what is impossible is none."""

    call_id: str
    direction: str
    channel: str
    caller: str | None
    ticket_id: str | None
    team_id: str | None
    outcome: str
    started_at: datetime
    queued_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    wait: Decimal | None
    talk: Decimal | None
    hold: Decimal | None
    wrap: Decimal | None
    transfers: int | None
    is_over: bool = True

    @property
    def entered_at(self) -> datetime:
        """When it came into its first queue."""
        return self.queued_at or self.started_at

    @property
    def left_at(self) -> datetime | None:
        """When it was answered, given up or taken elsewhere; none if nobody knows."""
        if self.outcome == "answered" and self.answered_at:
            return self.answered_at
        if self.queued_at and self.wait is not None:
            return later(self.queued_at, self.wait)
        return self.ended_at

    @property
    def is_offered(self) -> bool:
        """It came into a queue, and a customer had called."""
        is_queued = self.queued_at is not None and self.outcome in QUEUE_OUTCOMES
        return self.direction == "inbound" and is_queued

    def had_ended_by(self, moment: datetime) -> bool:
        """Tell whether the customer was off the line; a call that is not over goes on."""
        goes_on = self.ended_at is None and not self.is_over
        return not goes_on and self.contact_ended_at < moment

    @property
    def contact_ended_at(self) -> datetime:
        return self.ended_at or self.answered_at or self.started_at

    def as_of(self, moment: datetime) -> Call | None:
        """Give the call as far as it had come; none if it had not begun."""
        if self.started_at > moment:
            return None
        left_at = self.left_at
        is_waiting = left_at is not None and left_at > moment
        is_in_menu = self.queued_at is not None and self.queued_at > moment
        worked_until = later(self.ended_at, self.wrap) if self.ended_at else moment
        if left_at is not None and worked_until <= moment:
            return self
        return replace(
            self,
            outcome="ivr_only" if is_in_menu else "in_queue" if is_waiting else self.outcome,
            queued_at=None if is_in_menu else self.queued_at,
            answered_at=None if is_waiting else self.answered_at,
            ended_at=None if self.ended_at and self.ended_at > moment else self.ended_at,
            wait=None if is_waiting else self.wait,
            transfers=None if is_waiting or worked_until > moment else self.transfers,
            is_over=not is_waiting and worked_until <= moment,
        )
