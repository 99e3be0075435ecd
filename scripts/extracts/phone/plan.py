"""The phone plan: queues, who staffs them, which system carries them.

A call lives in exactly one system. The Americas, the Pacific, India and their specialists are on
Amazon Connect; Europe, Iberia and billing are on Zendesk Talk.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from scripts.extracts.organisation import BILLING, CRITICAL, ENGINEERING, LEGACY, TECHNICAL

CONNECT, TALK = "amazon_connect", "zendesk_talk"


@dataclass(slots=True, frozen=True)
class Queue:
    """A phone queue; its number is that of the team that staffs it."""

    number: int
    name: str
    system: str
    specialists: int | None  # the queue to which its agents transfer
    overflows_to: int | None  # the queue that takes over when it is full


# in an order in which no queue receives calls from a later one
QUEUES = (
    Queue(1, "Americas", CONNECT, TECHNICAL, 4),
    Queue(4, "Pacific", CONNECT, TECHNICAL, None),
    Queue(5, "India", CONNECT, TECHNICAL, CRITICAL),
    Queue(CRITICAL, "Critical line", CONNECT, TECHNICAL, None),
    Queue(2, "Europe", TALK, BILLING, None),
    Queue(3, "Iberia", TALK, BILLING, None),
    Queue(TECHNICAL, "Technical", CONNECT, None, None),
    Queue(BILLING, "Billing", TALK, None, None),
)
QUEUE_OF_TEAM = {queue.number: queue.number for queue in QUEUES} | {
    ENGINEERING: TECHNICAL,
    LEGACY: 1,
}
SYSTEM_OF = {queue.number: queue.system for queue in QUEUES}
FIRST_LINE = (1, 2, 3, 4, 5)  # by region: see organisation.REGIONS
FIRST_PHONE_AGENT = 8_000  # who is on the phone only, and in no helpdesk


class Method(IntEnum):
    """How a segment of a call began."""

    INBOUND = 0
    TRANSFER = 1
    QUEUE_TRANSFER = 2
    CALLBACK = 3
    OUTBOUND = 4


class Channel(IntEnum):
    """What kind of contact it is."""

    VOICE = 0
    CHAT = 1
    TASK = 2


class Outcome(IntEnum):
    """How a segment ended."""

    ANSWERED = 0
    ABANDONED = 1
    CALLBACK = 2  # the caller chose to be called back
    OVERFLOWED = 3  # to another queue, or out of the house
    VOICEMAIL = 4
    IVR_ONLY = 5
    OUTSIDE = 6  # outside opening hours, no message left
    TRANSFERRED = 7  # answered, then passed on to another queue
    UNREACHED = 8  # we called and nobody answered


class State(IntEnum):
    """What an agent does, as the ports say it."""

    AVAILABLE = 0
    ON_CONTACT = 1
    WRAP = 2
    BREAK = 3
    TRAINING = 4
    MEETING = 5
    OFFLINE = 6
