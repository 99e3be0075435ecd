"""Who calls when: to open a ticket, about a ticket, or for the first time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from scripts.extracts.clock import DAY, Clock
from scripts.extracts.demand import BY_HOUR, BY_WEEKDAY, GROWTH
from scripts.extracts.model import Organisation, Region
from scripts.extracts.organisation import BILLING, CRITICAL, TECHNICAL
from scripts.extracts.phone.book import WITHHELD, Book
from scripts.extracts.phone.plan import FIRST_LINE, SYSTEM_OF, TALK, Channel, Method

Ints = NDArray[np.int64]

HALF_HOUR = 1800
ABOUT_A_TICKET = 0.28  # of the calls
TELLS_THE_TICKET = 0.7  # of those
AGAIN = 0.035  # of the calls: room for those who gave up and call again
UNKNOWN_CALLER = 0.22  # of first calls
WITHHOLDS = 0.04
CLOSED = 0.05  # of the wish to call outside opening hours
BURST = 0.015  # of the half-hours: something was sent to everybody
OUTBOUND = 0.03

#: Columns of an arrival, in the order in which the queues read them.
COLUMNS = ("at", "queue", "method", "channel", "customer", "number", "ticket")


def draw_arrivals(
    organisation: Organisation,
    book: Book,
    clocks: dict[int, Clock],
    calls: int,
    opening: int,
    rng: np.random.Generator,
) -> dict[str, Ints]:
    """Draw about so many calls but those that open tickets, in order of queue and time."""
    wanted = max(0, round(calls * (1 - AGAIN)) - opening)
    about = _about_tickets(organisation, book, clocks, round(calls * ABOUT_A_TICKET), rng)
    first = _first_calls(organisation, book, clocks, max(0, wanted - len(about["at"])), rng)
    both = {name: np.concatenate([about[name], first[name]]) for name in about}
    both |= _sorts(both["region"], rng)
    order = np.lexsort((both["customer"], both["at"], both["queue"]))
    return {name: both[name][order] for name in COLUMNS}


def _sorts(region: Ints, rng: np.random.Generator) -> dict[str, Ints]:
    """Choose queue, channel and direction."""
    chance, size = rng.random(len(region)), len(region)
    queue = np.array(FIRST_LINE, dtype=np.int64)[region]
    is_talk = np.array([SYSTEM_OF[number] == TALK for number in FIRST_LINE])[region]
    queue = np.where(chance < 0.06, np.where(is_talk, BILLING, TECHNICAL), queue)
    queue = np.where((chance > 0.94) & ~is_talk, CRITICAL, queue)
    kind = rng.random(size)
    channel = np.where(kind < 0.09, int(Channel.CHAT), int(Channel.VOICE))
    channel = np.where((kind >= 0.09) & (kind < 0.11), int(Channel.TASK), channel)
    channel = np.where(is_talk, int(Channel.VOICE), channel)
    outbound = (rng.random(size) < OUTBOUND) & (channel == int(Channel.VOICE))
    method = np.where(outbound, int(Method.OUTBOUND), int(Method.INBOUND))
    return {"queue": queue, "channel": channel, "method": method}


def _about_tickets(
    organisation: Organisation,
    book: Book,
    clocks: dict[int, Clock],
    wanted: int,
    rng: np.random.Generator,
) -> dict[str, Ints]:
    """Let customers ask after a ticket while it is open, or soon after it was solved."""
    tickets = [ticket for ticket in book.tickets if not ticket.opened_by]
    drawn = rng.permutation(len(tickets))[: min(wanted, len(tickets) * 4 // 5)]
    patience = rng.lognormal(np.log(16 * 3600), 1.2, len(drawn)).astype(np.int64) + 600
    tells = rng.random(len(drawn)) < TELLS_THE_TICKET
    rows = []
    for place, after, told in zip(drawn.tolist(), patience.tolist(), tells.tolist(), strict=True):
        ticket = tickets[place]
        region = organisation.customers[ticket.customer].region
        clock = clocks[FIRST_LINE[region]]
        at = ticket.created_at + after
        if not clock.is_open(at):  # not everybody calls right at the opening
            at = clock.add(at, after % 5400)
        if organisation.start_at <= at < min(ticket.until + 3 * DAY, organisation.end_at):
            number = book.number_of[ticket.customer]
            rows.append((at, region, ticket.customer, number, ticket.number if told else 0))
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return dict(zip(("at", "region", "customer", "number", "ticket"), columns, strict=True))


def _first_calls(
    organisation: Organisation,
    book: Book,
    clocks: dict[int, Clock],
    wanted: int,
    rng: np.random.Generator,
) -> dict[str, Ints]:
    """Draw calls from the shape of the year, with half-hours in which everybody calls."""
    shares = np.array([region.share for region in organisation.regions])
    region = np.sort(rng.choice(len(shares), wanted, p=shares / shares.sum()))
    at, customer = np.empty(wanted, dtype=np.int64), np.empty(wanted, dtype=np.int64)
    for place, each in enumerate(organisation.regions):
        here = region == place
        slots, weights = _shape(organisation, each, clocks[FIRST_LINE[place]], rng)
        drawn = rng.choice(len(slots), here.sum(), p=weights / weights.sum())
        at[here] = slots[drawn] + rng.integers(0, HALF_HOUR, len(drawn))
        people = [i for i, one in enumerate(organisation.customers) if one.region == place] or [0]
        skewed = (len(people) * rng.random(len(drawn)) ** 1.25).astype(np.int64)
        customer[here] = np.array(people)[skewed]
    number = np.array(book.number_of, dtype=np.int64)[customer]
    unknown = rng.random(wanted) < UNKNOWN_CALLER
    strangers = max(1, len(book.numbers) - book.known)
    stranger = book.known + rng.integers(0, strangers, wanted)
    stranger = np.where(stranger < len(book.numbers), stranger, WITHHELD)
    number = np.where(unknown, stranger, number)
    withheld = rng.random(wanted) < WITHHOLDS
    return {
        "at": at,
        "region": region,
        "customer": np.where(unknown | withheld, -1, customer),
        "number": np.where(withheld, WITHHELD, number),
        "ticket": np.zeros(wanted, dtype=np.int64),
    }


def _shape(
    organisation: Organisation, region: Region, clock: Clock, rng: np.random.Generator
) -> tuple[Ints, NDArray[np.float64]]:
    """Weigh every half-hour of the period."""
    start_at, end_at = organisation.start_at, organisation.end_at
    slots = np.arange(start_at, end_at, HALF_HOUR, dtype=np.int64)
    zone = ZoneInfo(region.zone)
    weights = np.empty(len(slots))
    for place, at in enumerate(slots.tolist()):
        local = datetime.fromtimestamp(at, UTC).astimezone(zone)
        weights[place] = BY_WEEKDAY[local.weekday()] * BY_HOUR[local.hour]
        if not clock.is_open(at):
            weights[place] *= CLOSED
    weights *= 1 + GROWTH * (slots - start_at) / (end_at - start_at)
    weights *= np.where(rng.random(len(slots)) < BURST, 2.6, 1.0)
    weights *= rng.uniform(0.8, 1.25, len(slots))
    for incident in organisation.incidents:
        during = (slots >= incident.start_at) & (slots < incident.end_at)
        weights[during] *= min(incident.factor, 4.0)
    return slots, weights
