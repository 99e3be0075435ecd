"""The organisation at work: contacts become tickets, and tickets lead to more contacts."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from random import Random

from scripts.extracts.clock import DAY
from scripts.extracts.demand import Demand
from scripts.extracts.endings import merge, remove
from scripts.extracts.ledger import World
from scripts.extracts.life import live
from scripts.extracts.model import Contact, Customer, Organisation, TicketHistory

COMES_AGAIN = 0.19  # of all tickets: followed by another of the same customer within a week
WRITES_TWICE = 0.015  # of all tickets: the customer opens a second one, which is merged
LONG = 0.004
REMOVED = {"deleted": 0.010, "purged": 0.004, "spam": 0.014}

Queue = list[tuple[int, int, Contact]]


class Simulation:
    """Makes exactly so many tickets, in order of their creation but for a few.

    A ticket that will be merged into, or followed up after it was closed, is held back until the
    other ticket exists, so that it can name it.
    """

    def __init__(self, organisation: Organisation, rng: Random, tickets: int) -> None:
        self._rng = rng
        self._end = organisation.end_at
        self._demand = Demand(organisation, rng)
        self._world = World(organisation, self._demand, rng)
        self._tickets = tickets
        self._made = 0
        self._number = 1000
        self._held: dict[int, TicketHistory] = {}
        self._queue: Queue = []
        self._pushed = 0
        long = max(3, round(tickets * LONG))
        self._further = round((tickets - long) * (COMES_AGAIN + WRITES_TWICE))
        for _ in range(long):
            self._push(self._demand.draw_long())
        for _ in range(tickets - long - self._further):
            self._push(self._demand.draw())

    def run(self) -> Iterator[TicketHistory]:
        """Yield all tickets."""
        while self._queue:
            contact = heapq.heappop(self._queue)[2]
            self._made += 1
            self._number += self._rng.randrange(1, 4)
            if contact.parent is None:
                contact.customer = self._welcome(contact)
            history = live(self._world, contact, self._number)
            yield from self._settle(contact, history)
        yield from self._held.values()

    def _welcome(self, contact: Contact) -> Customer:
        """Return the customer, or another one if that one is suspended for spam."""
        customer = contact.customer
        while (customer.suspended_at or self._end) < contact.at:
            customer = self._rng.choice(self._world.organisation.customers)
        return customer

    def _settle(self, contact: Contact, history: TicketHistory) -> Iterator[TicketHistory]:
        parent = contact.parent
        if parent is not None and contact.merges_at is not None:
            agent = (
                _agent_of(parent, contact.merges_at) or self._world.organisation.agents[0].number
            )
            merge(parent, history, contact.merges_at, agent)
        elif parent is not None and contact.kind == "follow_up":
            history.follows = parent.number
            parent.followed_by.append((history.created_at, history.number))
        if parent is not None and parent.number in self._held:
            yield self._held.pop(parent.number)
        if contact.kind == "new":
            self._maybe_remove(history)
        if self._spawn(history):
            self._held[history.number] = history
        else:
            yield history

    def _maybe_remove(self, history: TicketHistory) -> None:
        chance = self._rng.random()
        for reason, share in REMOVED.items():
            if chance < share:
                longest = 3 * DAY if reason != "spam" else DAY // 2
                at = history.created_at + self._rng.randrange(120, longest)
                agent = _agent_of(history, at) or self._world.organisation.agents[0].number
                if at < self._end:
                    remove(history, at, agent, reason)
                return
            chance -= share

    def _spawn(self, history: TicketHistory) -> bool:
        """Maybe let the ticket lead to another contact; tell whether it must wait for that one."""
        left = self._tickets - self._made
        if self._further == 0 or (self._queue and self._rng.random() >= self._further / left):
            return False
        self._further -= 1
        writes_twice = self._rng.random() < WRITES_TWICE / (COMES_AGAIN + WRITES_TWICE)
        following = self._duplicate(history) if writes_twice else self._return(history)
        # too late for another one: somebody else asks instead, perhaps earlier (an imported ticket)
        self._push(following or self._demand.draw())
        return following is not None and following.parent is not None

    def _duplicate(self, history: TicketHistory) -> Contact | None:
        open_until = min(history.solved_at or self._end, self._end)
        open_for = open_until - history.created_at
        if history.ended_by in ("deleted", "purged", "spam", "merged") or open_for < 1800:
            return None
        at = history.created_at + self._rng.randrange(300, max(301, min(open_for // 2, DAY)))
        merges_at = at + self._rng.randrange(60, max(61, min(open_until - at, DAY // 2)))
        if merges_at >= open_until:
            return None
        return Contact(at, history.customer, history.topic, "duplicate", history, merges_at)

    def _return(self, history: TicketHistory) -> Contact | None:
        solved_at, rng = history.solved_at, self._rng
        if solved_at is None:
            return None
        at = solved_at + 1800 + int(6.95 * DAY * rng.random() ** 1.7)
        if at >= self._end:
            return None
        topic = history.topic if rng.random() < 0.75 else self._demand.topic()
        is_closed = history.ended_by == "closed" and at > history.changes[-1].at
        if is_closed and rng.random() < 0.6:
            return Contact(at, history.customer, topic, "follow_up", history)
        return Contact(at, history.customer, topic, "repeat")

    def _push(self, contact: Contact) -> None:
        self._pushed += 1
        heapq.heappush(self._queue, (contact.at, self._pushed, contact))


def _agent_of(history: TicketHistory, at: int) -> int | None:
    """Return the number of the last agent who was assigned by an instant (epoch seconds)."""
    assigned = [
        change.value
        for change in history.changes
        if change.field == "assignee" and change.value and change.at <= at
    ]
    return int(str(assigned[-1])) if assigned else None
