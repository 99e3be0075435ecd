"""Who is a customer, from when to when, and why they leave.

What is planted here is true in the extracts: a broken promise and a repeated contact each make some
customers leave within eleven weeks who would have stayed. Everyone else leaves at one steady rate,
whatever they lived through, companies and private persons alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from scripts.extracts.clock import DAY
from scripts.extracts.customers.model import Episode, Party, Stay
from scripts.extracts.model import Customer, Organisation

LEAVES_IN_90_DAYS = 0.05
AFTER_BREACH, AFTER_REPEAT = 0.12, 0.10  # leave because of it, of private persons
OF_FAILED_PAYMENT = 0.2
COMES_BACK = 0.2
HISTORY = 900 * DAY  # before the period
JOINED_IN_PERIOD = 0.3
LEFT_BEFORE = 0.3  # so many more had left before the period
MONTH = 30 * DAY  # is paid for at a time
PLANS = ("basic", "team", "business")
FIRST_FORMER = 2_000_000

Shocks = list[tuple[int, float]]


def draw_parties(
    organisation: Organisation, episodes: Iterable[Episode], rng: Random, planted: bool
) -> list[Party]:
    """Draw companies, private persons, and those who left before the period began."""
    lived: defaultdict[int, list[Episode]] = defaultdict(list)
    for episode in episodes:
        lived[episode.person].append(episode)
    parties = [
        *_companies(organisation, rng),
        *(
            _private(customer, rng)
            for customer in organisation.customers
            if customer.account is None
        ),
    ]
    for party in parties:
        shocks = _shocks(party, lived) if planted else []
        first_at = min(
            (e.opened_at for person in party.people for e in lived[person.number]), default=None
        )
        _stay(party, organisation, _joined(organisation, first_at, rng), shocks, rng)
    former = [
        _former(place, organisation, rng) for place in range(round(len(parties) * LEFT_BEFORE))
    ]
    return [*parties, *former]


def _companies(organisation: Organisation, rng: Random) -> list[Party]:
    people: defaultdict[int, list[Customer]] = defaultdict(list)
    for customer in organisation.customers:
        if customer.account is not None:
            people[customer.account].append(customer)
    return [
        Party(number, True, members[0].region, rng.choice(PLANS), people=members)
        for number, members in sorted(people.items())
    ]


def _private(customer: Customer, rng: Random) -> Party:
    email = f"person-{customer.number}@mail.example"
    return Party(
        customer.number, False, customer.region, rng.choice(PLANS[:2]), email, people=[customer]
    )


def _former(place: int, organisation: Organisation, rng: Random) -> Party:
    number = FIRST_FORMER + place
    party = Party(number, False, place % 5, PLANS[0], f"person-{number}@mail.example")
    begins = _midnight(organisation.start_at - rng.randrange(60 * DAY, HISTORY))
    ends = begins + MONTH * rng.randrange(1, max(2, (organisation.start_at - begins) // MONTH))
    party.stays.append(Stay(begins, ends, ends - 10 * DAY, "cancellation_requested"))
    return party


def _joined(organisation: Organisation, first_at: int | None, rng: Random) -> int:
    """Draw when somebody became a customer: before they first asked for help."""
    start_at = organisation.start_at
    latest = min(first_at or organisation.end_at, organisation.end_at)
    if rng.random() < JOINED_IN_PERIOD and latest > start_at + DAY:
        return _midnight(rng.randrange(start_at, latest))
    return _midnight(min(start_at, latest) - rng.randrange(DAY, HISTORY))


def _shocks(party: Party, lived: dict[int, list[Episode]]) -> Shocks:
    """List what may drive a party away: when, with what chance; a company shrugs off most."""
    shocks: Shocks = []
    for person in party.people:
        for episode in lived.get(person.number, []):
            if episode.breached_at is not None:
                shocks.append((episode.breached_at, AFTER_BREACH / len(party.people)))
            if episode.is_repeat:
                shocks.append((episode.opened_at, AFTER_REPEAT / len(party.people)))
    return sorted(shocks)


def _stay(
    party: Party, organisation: Organisation, joined_at: int, shocks: Shocks, rng: Random
) -> None:
    """Let a party stay, leave, and perhaps come back. Nobody here left before the period."""
    rate = LEAVES_IN_90_DAYS / (90 * DAY)
    begins, safe_until = joined_at, max(joined_at, organisation.start_at)
    while begins < organisation.end_at:
        asked_at = safe_until + int(rng.expovariate(rate))
        reason = "payment_failed" if rng.random() < OF_FAILED_PAYMENT else "cancellation_requested"
        for at, chance in shocks:
            if begins <= at < asked_at and rng.random() < chance:
                asked_at = min(asked_at, at + rng.randrange(2 * DAY, 45 * DAY))
                reason = "cancellation_requested"
        if asked_at >= organisation.end_at:
            party.stays.append(Stay(begins, None, None, None))
            return
        ends = begins + MONTH * -(-(asked_at + 1 - begins) // MONTH)
        is_wanted = reason == "cancellation_requested"
        party.stays.append(Stay(begins, ends, asked_at if is_wanted else None, reason))
        if rng.random() >= COMES_BACK:
            return
        begins = safe_until = _midnight(ends + rng.randrange(20 * DAY, 150 * DAY))


def _midnight(at: int) -> int:
    return at // DAY * DAY
