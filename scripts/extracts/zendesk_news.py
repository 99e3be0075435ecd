"""When Zendesk delivers which state of a ticket, whatever shape the state is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.extracts.delivery import Delivery
from scripts.extracts.model import TicketHistory

TICKET_SENT_AGAIN = 0.005  # all its rows, in a later extract
VERSION_BETWEEN = 0.04  # an earlier version is delivered too
VERSION_OUT_OF_ORDER = 0.012  # and in a later extract than the newer one
REDACTED = 0.001  # of the comments


@dataclass(slots=True)
class Version:
    """The ticket as of an instant, last synced for an event of another."""

    as_of: int
    sync_at: int


def versions(history: TicketHistory, delivery: Delivery) -> Iterator[Version]:
    """Find the versions: what each extract with news of the ticket saw, and some between."""
    rng = delivery.rng
    moments = [c.at for c in history.changes] + [c.at for c in history.comments]
    moments += [at for at, _ in history.followed_by]
    if history.deleted_at is not None:
        moments.append(history.deleted_at)
    moments.sort()
    last_in_part = {delivery.part(at): at for at in moments}
    for at in last_in_part.values():
        yield Version(at, at)
    if moments[0] != moments[-1]:
        between = moments[len(moments) // 2]
        chance = rng.random()
        if chance < VERSION_OUT_OF_ORDER:
            later = delivery.later(moments[-1])
            if later is not None:
                yield Version(between, later)
        elif chance < VERSION_OUT_OF_ORDER + VERSION_BETWEEN:
            yield Version(between, between)


def share(number: int, place: int) -> float:
    """Fix a number in [0, 1) for a place in a ticket: the same at every delivery."""
    return (number * 7_919 + place * 104_729) % 10_007 / 10_007


def is_redacted(number: int, place: int) -> bool:
    """Tell whether the comment at a place of a ticket was taken away."""
    return share(number, place) < REDACTED


def voice_call(number: int) -> tuple[int, int]:
    """Return the id and the seconds of the call about which a ticket was opened."""
    return number + 500_000, number % 900 + 30
