"""What follows a solve, and the other ways a ticket can end."""

from __future__ import annotations

from collections.abc import Callable

from scripts.extracts.clock import DAY
from scripts.extracts.ledger import Ledger, cut
from scripts.extracts.model import NOBODY, Change, Comment, TicketHistory

HOUR = 3600
CLOSES_AFTER = 4 * DAY

Turns = Callable[[Ledger, int, int], None]


def end_life(ledger: Ledger, solved_at: int, take_turns: Turns) -> None:
    """Let a solve be undone by the customer or an agent, or the ticket close after four days."""
    rng, history = ledger.world.rng, ledger.history
    customer = history.customer.number
    agent = ledger.agent.number if ledger.agent else NOBODY
    chance = rng.random()
    if chance < 0.014:  # "thanks" opens it again
        at = solved_at + rng.randrange(60, 2 * DAY)
        ledger.say(at, customer, "thanks")
        ledger.set_status(at, "open", customer)
        again_at = ledger.clock.add(at, rng.randrange(60, 4 * HOUR))
        ledger.set_status(again_at, "solved", agent)
        _close(ledger, again_at)
    elif chance < 0.036:
        at = solved_at + rng.randrange(600, CLOSES_AFTER - HOUR)
        ledger.say(at, customer, "still")
        ledger.set_status(at, "open", customer)
        take_turns(ledger, at, 2)
    elif chance < 0.044 and agent != NOBODY:
        at = solved_at + rng.randrange(30, 5 * HOUR)
        ledger.say(at, agent, "checked", public=False)
        ledger.set_status(at, "open", agent)
        again_at = ledger.clock.add(at, rng.randrange(60, 6 * HOUR))
        ledger.say(again_at, agent, "answer")
        ledger.set_status(again_at, "solved", agent)
        _close(ledger, again_at)
    else:
        _close(ledger, solved_at)


def _close(ledger: Ledger, solved_at: int) -> None:
    """Close the ticket by an automation that runs every hour."""
    at = -(-(solved_at + CLOSES_AFTER) // HOUR) * HOUR
    ledger.set_status(at, "closed", NOBODY)


def remove(history: TicketHistory, at: int, agent: int, reason: str) -> None:
    """Delete a ticket at an instant: reason deleted, purged (no status change) or spam."""
    cut(history, at)
    if reason == "spam":
        history.tags.append((at, "spam"))
        if history.customer.suspended_at is None:
            history.customer.suspended_at = at
    if reason != "purged":
        history.changes.append(Change(at, "status", "deleted", agent))
    history.deleted_at, history.ended_by = at, reason
    history.solved_at = None


def merge(survivor: TicketHistory, absorbed: TicketHistory, at: int, agent: int) -> None:
    """Close one ticket into another of the same customer at an instant (epoch seconds)."""
    cut(absorbed, at)
    absorbed.tags.append((at, "closed_by_merge"))
    absorbed.comments.append(Comment(at, agent, False, "merged"))
    absorbed.changes.append(Change(at, "tags", " ".join(tag for _, tag in absorbed.tags), agent))
    absorbed.changes.append(Change(at, "status", "closed", agent))
    absorbed.ended_by, absorbed.solved_at = "merged", None
    survivor.comments.append(Comment(at, agent, False, "absorbed"))
    survivor.comments.sort(key=lambda comment: comment.at)
    survivor.absorbed.append((at, absorbed.number))
