"""The vocabulary of the simulation: plain records that belong to no vendor.

Every instant (`at`, `*_at`, `*_from`, `*_to`) is whole epoch seconds, UTC. People, teams, schedules
and policies are known by small numbers; a writer turns them into its vendor's ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

NOBODY = 0
"""The actor of a change that no person made: a trigger or an automation."""


@dataclass(slots=True, frozen=True)
class Span:
    """Opening hours inside one week; minutes since Sunday 00:00 local time, end exclusive."""

    start_minute: int
    end_minute: int


@dataclass(slots=True, frozen=True)
class Holiday:
    """Whole local days on which a schedule is closed; both ends inclusive."""

    name: str
    first_day: date
    last_day: date


@dataclass(slots=True)
class Schedule:
    """Opening hours in one time zone."""

    number: int
    name: str
    zone: str
    spans: list[Span]
    holidays: list[Holiday]
    created_at: int
    deleted_at: int | None = None


@dataclass(slots=True, frozen=True)
class SlaTarget:
    """The promise of one metric for one priority."""

    metric: str
    priority: str
    minutes: int
    in_business_hours: bool


@dataclass(slots=True)
class SlaPolicy:
    """A policy and what it promised over time: (valid from, targets), oldest first."""

    number: int
    name: str
    versions: list[tuple[int, list[SlaTarget]]]

    def targets_at(self, at: int) -> list[SlaTarget]:
        """Return the targets in force at an instant; before the first version, the first."""
        found = self.versions[0][1]
        for valid_from, targets in self.versions:
            if valid_from <= at:
                found = targets
        return found


@dataclass(slots=True)
class Agent:
    """Someone who answers. `role` is agent, manager or bot."""

    number: int
    role: str
    team: int
    zone: str
    hired_at: int
    left_at: int | None = None
    leaves_as: str = "end_user"


@dataclass(slots=True)
class Team:
    """A group of agents with opening hours and a support tier (1 = first line)."""

    number: int
    name: str
    tier: int
    schedule: int
    agents: list[Agent]
    created_at: int
    deleted_at: int | None = None


@dataclass(slots=True)
class Customer:
    """Someone who asks. Times are filled in when the simulation first meets them."""

    number: int
    region: int
    account: int | None
    phone: str | None
    crm_number: int | None
    is_recorded: bool
    is_erased: bool
    first_seen_at: int | None = None
    last_seen_at: int = 0
    suspended_at: int | None = None


@dataclass(slots=True, frozen=True)
class Region:
    """A market: its time zone, its share of contacts, its first-line team."""

    number: int
    zone: str
    share: float
    team: int


@dataclass(slots=True, frozen=True)
class Incident:
    """A fault that multiplies contacts while it lasts."""

    start_at: int
    end_at: int
    factor: float
    topic: str


@dataclass(slots=True)
class Organisation:
    """Everything that exists before the first ticket."""

    start_at: int
    end_at: int
    regions: list[Region]
    schedules: list[Schedule]
    default_schedule: int
    policies: list[SlaPolicy]
    teams: list[Team]
    agents: list[Agent]
    bot: Agent
    customers: list[Customer]
    account_count: int
    premium_accounts: set[int]
    incidents: list[Incident]


@dataclass(slots=True)
class Contact:
    """A customer's wish to be helped, before it is a ticket."""

    at: int
    customer: Customer
    topic: str
    kind: str  # new, repeat, follow_up, duplicate, long
    parent: TicketHistory | None = None
    merges_at: int | None = None


@dataclass(slots=True)
class Change:
    """A field took a value. Actor is a person's number, or NOBODY."""

    at: int
    field: str
    value: str | int | SlaTarget | None
    actor: int


@dataclass(slots=True)
class Comment:
    """Something said on a ticket."""

    at: int
    author: int
    is_public: bool
    words: str
    is_voice: bool = False


@dataclass(slots=True)
class TicketHistory:
    """A ticket and everything that happened to it before the end of the simulation."""

    number: int
    created_at: int
    customer: Customer
    submitter: int
    channel: str
    topic: str
    kind: str
    changes: list[Change] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    policies: list[tuple[int, int]] = field(default_factory=list)
    schedules: list[tuple[int, int]] = field(default_factory=list)
    absorbed: list[tuple[int, int]] = field(default_factory=list)
    followed_by: list[tuple[int, int]] = field(default_factory=list)
    follows: int | None = None
    deleted_at: int | None = None
    solved_at: int | None = None  # the last solve
    ended_by: str = ""  # closed, deleted, spam, merged; empty while it can still change
