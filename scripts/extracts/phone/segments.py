"""What happened to every call, one row a segment: a stay in one queue with at most one agent."""

from __future__ import annotations

from typing import NamedTuple

from scripts.extracts.phone.rows import Rows

NONE = -1


class Call(NamedTuple):
    """A call that reaches a queue. `chain` and `before` tell which segment it follows."""

    at: int
    method: int
    channel: int
    customer: int  # NONE: nobody we know
    number: int  # NONE: withheld
    ticket: int  # 0: none is told
    chain: int = NONE
    before: int = NONE
    attempt: int = 0


#: Times are epoch seconds, 0 where there is none; durations are seconds.
COLUMNS = (
    *("segment", "chain", "queue", "outcome", "ivr", "queued_at", "left_at", "answered_at"),
    *("talk", "hold", "wrap", "agent", "ended_at", "attempts", "opens_ticket", "started_at"),
    *("method", "channel", "customer", "number", "ticket", "before"),
)


class Segments(Rows):
    """Collects segments; numbers them in the order of their making."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.count = 0

    def add(
        self,
        call: Call,
        queue: int,
        outcome: int,
        ended_at: int,
        ivr: int = 0,
        queued_at: int = 0,
        left_at: int = 0,
        answered_at: int = 0,
        talk: int = 0,
        hold: int = 0,
        wrap: int = 0,
        agent: int = 0,
        attempts: int = 0,
        opens_ticket: int = 0,
    ) -> int:
        """Record a segment; its number. What follows it names it in `before`."""
        key = self.count
        self.count += 1
        chain = key if call.chain == NONE else call.chain
        self.append(
            (
                *(key, chain, queue, outcome, ivr, queued_at, left_at, answered_at),
                *(talk, hold, wrap, agent, ended_at, attempts, opens_ticket, call.at),
                *(call.method, call.channel, call.customer, call.number, call.ticket, call.before),
            )
        )
        return key
