"""The vocabulary of the customers' side: who is a customer, how tickets felt, what was asked.

Every instant (`at`, `*_at`, `begins`, `ends`) is whole epoch seconds, UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.extracts.model import Customer


@dataclass(slots=True, frozen=True)
class Episode:
    """One ticket as its customer lived it. `mood` runs from 0, furious, to 1, delighted."""

    ticket: int
    person: int
    opened_at: int
    solved_at: int | None
    waited: int | None  # seconds until a person answered
    breached_at: int | None  # when the promised first reply was due and had not come
    is_repeat: bool
    mood: float


@dataclass(slots=True, frozen=True)
class Rating:
    """The helpdesk's question whether a ticket went well, and the answer if there was one."""

    ticket: int
    requester: int
    assignee: int | None
    team: int | None
    offered_at: int
    rated_at: int | None
    score: str | None
    words: str | None


@dataclass(slots=True, frozen=True)
class Stay:
    """A time as a customer. `ends` is the first instant without them, perhaps yet to come."""

    begins: int
    ends: int | None
    asked_at: int | None
    reason: str | None


@dataclass(slots=True)
class Party:
    """Who can stay or leave: a company with a contract, or a private person who subscribes."""

    number: int
    is_account: bool
    region: int
    plan: str
    email: str | None = None
    people: list[Customer] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def is_active(self, at: int) -> bool:
        """Tell whether the party is a customer at an instant."""
        return any(
            stay.begins <= at and (stay.ends is None or at < stay.ends) for stay in self.stays
        )


@dataclass(slots=True)
class Ask:
    """A survey that was sent to a person, and what came back: answers by question."""

    number: int
    survey: str
    person: Customer
    sent_at: int
    ticket: int | None = None
    answered_at: int | None = None
    answers: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True
