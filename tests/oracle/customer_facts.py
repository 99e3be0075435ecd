"""Every fact of customers and of what they say, from raw extracts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.activity_rates import complaint_rate, contact_rate, counted_contacts
from tests.oracle.approval import customer_approval, voices
from tests.oracle.calls import Call
from tests.oracle.churn import churn
from tests.oracle.cohorts import Cohort, CohortKey, order_cohorts, subscription_cohorts
from tests.oracle.contacts import Contact, with_openings
from tests.oracle.custom_calls import custom_calls
from tests.oracle.customers import Identities, Ports, identify, read_blocks
from tests.oracle.daily import Daily, Fact, Key, local_day
from tests.oracle.fcr import (
    all_contacts,
    chains,
    fcr,
    issues_of,
    judged,
    read_exclusions,
    read_variants,
)
from tests.oracle.feedback import Item, customer_sentiment, feedback_items
from tests.oracle.money import Rates
from tests.oracle.periods import PeriodKey, PeriodRow, customer_periods
from tests.oracle.reading import PORTS, read_port, vocabularies
from tests.oracle.repeat_purchase import repeat_purchase
from tests.oracle.response_rate import survey_response_rate
from tests.oracle.retention import retention
from tests.oracle.service_to_retention import Event, Landmark, landmarks, without_contact
from tests.oracle.sla_adherence import Promise, promises
from tests.oracle.spans import (
    Activity,
    Order,
    Period,
    activities,
    numbered,
    orders,
    periods_of_orders,
    subscriptions,
)
from tests.oracle.survey_kpis import VARIANTS, recommendation, survey_kpi
from tests.oracle.surveys import Answer, answers
from tests.oracle.survival import Survival, customer_survival
from tests.oracle.tickets import Ticket, Words, histories, prefixed
from tests.oracle.voices import Places


@dataclass
class Truth:
    """What the built tables must hold."""

    today: date
    known: Identities
    subscriptions: list[Period]
    orders: list[Order]
    active: list[Activity]
    answers: list[Answer]
    items: list[Item]
    facts: dict[str, dict[Key, Fact]]
    periods: dict[PeriodKey, PeriodRow]
    cohorts: dict[CohortKey, Cohort]
    survival: Survival
    landmarks: dict[tuple[str, str, date], Landmark]

    def order_numbers(self) -> dict[str, int]:
        """Give the place of each order that counts among those of its customer."""
        in_order = numbered(self.orders).values()
        return {one.order_id: place for found in in_order for place, one in enumerate(found, 1)}


@dataclass(frozen=True)
class Moment:
    """When and where a build speaks."""

    as_of: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return local_day(self.as_of, self.zone)

    def day(self, moment: datetime) -> date:
        return local_day(moment, self.zone)


@dataclass(frozen=True)
class Delivered:
    """What vendors delivered, read as ports; tickets are asked for by people, not identities."""

    ports: Ports
    words: Words
    tickets: dict[str, Ticket]
    #: Gives the promises that count, on tickets asked for by identities.
    promises: Callable[[dict[str, Ticket]], Iterable[Promise]]

    def known_tickets(self, known: Identities) -> dict[str, Ticket]:
        """Give the tickets as asked for by identities."""
        return {
            key: replace(ticket, requester_id=known.identity_of(ticket.requester_id))
            for key, ticket in self.tickets.items()
        }


def read_custom(extracts: Path, seeds: Path, loaded_at: datetime, as_of: datetime) -> Delivered:
    """Read files that have the shape of the ports."""
    ports = {port: read_port(extracts, port, loaded_at).kept for port in PORTS}
    words = vocabularies(seeds / "vendors" / "custom" / "custom_words.csv")
    return Delivered(
        ports,
        words,
        histories(ports["tickets"], ports["ticket_events"], words, as_of),
        lambda tickets: promises(ports["sla_targets"], tickets, words, as_of),
    )


class Service:
    """What happened between customers and us."""

    def __init__(
        self, tickets: dict[str, Ticket], calls: dict[str, Call], known: Identities, seeds: Path
    ) -> None:
        self.tickets, self.calls, self.known = tickets, calls, known
        self.variants = read_variants(seeds / "fcr_variants.csv")
        self.exclusions = read_exclusions(seeds / "fcr_exclusions.csv")
        self.segments = {
            identity: known.segment_of(customer) for identity, customer in known.customers.items()
        }
        self.contacts = counted_contacts(tickets, calls)

    def fcr(self, now: Moment) -> dict[Key, Fact]:
        return fcr(
            *(self.tickets, self.variants, self.exclusions, now.as_of, now.zone),
            *(self.calls.values(), self.segments),
        )

    def lines(self) -> list[list[Contact]]:
        contacts = all_contacts(self.tickets, self.calls.values())
        return chains(contacts, self.variants[0].chain)

    def days_of_contact(self, now: Moment) -> dict[str, set[date]]:
        """Give the days on which each customer came, also those on which nobody answered."""
        days: dict[str, set[date]] = defaultdict(set)
        for contact in (contact for line in self.lines() for contact in line):
            days[self.known.customers[contact.customer]].add(now.day(contact.began_at))
        return days

    def events(self, now: Moment) -> Iterator[Event]:
        """Yield issues resolved at once, and contacts that had to be repeated."""
        variant, daily = self.variants[0], Daily(now.zone)
        for line in self.lines():
            customer = self.known.customers[line[0].customer]
            for contact, atom in judged(line, variant, self.exclusions, now.as_of, daily):
                if atom[0] and contact.ended_at:
                    day = now.day(contact.ended_at + variant.window)
                    yield "first_contact_resolved", customer, day
            counted: Counter[str] = Counter()
            for issue, contact in issues_of(line, variant.window):
                counted[issue] += 1
                if counted[issue] == 2:
                    yield "repeat_contact", customer, now.day(contact.began_at)


def spoken_events(found: list[Answer], now: Moment) -> Iterator[Event]:
    for one in found:
        counts = one.reason is None and one.measure == "nps"
        if counts and recommendation(one) == -1 and one.customer and one.at:
            yield "detractor", one.customer, now.day(one.at)


def breaches(promised: Iterable[Promise], service: Service, now: Moment) -> Iterator[Event]:
    for promise in promised:
        customer = service.known.customers.get(promise.ticket.requester_id or "")
        is_breach = promise.is_best_tier and promise.is_met is False
        if customer and is_breach and promise.decided_at:
            yield "breached_sla", customer, now.day(promise.decided_at)


def ask_the_customer_oracle(
    extracts: Path, seeds: Path, loaded_at: datetime, as_of: datetime, zone: ZoneInfo,
    rates: Rates, activity: str = "subscriptions",
) -> Truth:  # fmt: skip
    delivered = read_custom(extracts, seeds, loaded_at, as_of)
    return customer_truth(delivered, seeds, Moment(as_of, zone), rates, activity)


def customer_truth(
    delivered: Delivered, seeds: Path, now: Moment, rates: Rates, activity: str = "subscriptions"
) -> Truth:
    """Say what the built tables must hold."""
    today, as_of, zone = now.today, now.as_of, now.zone
    ports, words = delivered.ports, delivered.words
    known = identify(ports, read_blocks(seeds / "identity_blocks.csv"))
    contracts = subscriptions(ports["subscriptions"], known, rates, today)
    bought = orders(ports["orders"], known, rates, as_of, zone)
    subscribed = activities(contracts, known, today)
    ordered = activities(periods_of_orders(bought), known, today)
    active = ordered if activity == "orders" else subscribed
    calls = custom_calls(ports["calls"], words, known, as_of)
    tickets = with_openings(delivered.known_tickets(known), calls.values())
    home = {str(prefixed(r["agent_id"])): prefixed(r.get("team_id")) for r in ports["agents"]}
    places = Places(known, words, tickets, calls, home)
    found = answers(ports["survey_responses"], places, as_of)
    items = feedback_items(ports["feedback"], places, as_of)
    service = Service(tickets, calls, known, seeds)
    sent = ports["survey_invitations"], ports["survey_responses"]
    facts = {
        "retention": retention(active, today),
        "churn": churn(active, today),
        "repeat_purchase": repeat_purchase(bought, known, as_of, zone),
        "survey_response_rate": survey_response_rate(*sent, places, as_of, zone),
        "customer_sentiment": customer_sentiment(items, zone),
        "customer_approval": customer_approval(voices(found, items), today, zone),
        "contact_rate": contact_rate(service.contacts, active, known, zone),
        "complaint_rate": complaint_rate(items, active, zone),
        "fcr": service.fcr(now),
    } | {kpi: survey_kpi(kpi, found, zone) for kpi in VARIANTS}
    events = [
        *without_contact(active, service.days_of_contact(now), today),
        *service.events(now),
        *breaches(delivered.promises(tickets), service, now),
        *spoken_events(found, now),
    ]
    return Truth(
        *(today, known, contracts, bought, active, found, items, facts),
        customer_periods(active, today),
        subscription_cohorts(subscribed, today) | order_cohorts(numbered(bought), today),
        customer_survival(active, today),
        landmarks(active, events, today),
    )
