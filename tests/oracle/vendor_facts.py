"""Every fact of customers and of what they say, from the raw extracts of four vendors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.customer_facts import Delivered, Moment, Truth, customer_truth
from tests.oracle.customers import Ports
from tests.oracle.identities import keys_of_users
from tests.oracle.lexicon import read_lexicon
from tests.oracle.money import Rates
from tests.oracle.qualtrics import qualtrics_ports, read_fields
from tests.oracle.reading import PORTS, Row, vocabularies
from tests.oracle.salesforce import salesforce_ports
from tests.oracle.sla_adherence import Promise, computed_promises
from tests.oracle.sla_clocks import judge, read_statuses
from tests.oracle.stripe import stripe_ports
from tests.oracle.tickets import PortId, Ticket, Words
from tests.oracle.zendesk import read_bots, zendesk_histories
from tests.oracle.zendesk_facts import desks_of
from tests.oracle.zendesk_promises import zendesk_targets
from tests.oracle.zendesk_ratings import known_as, rating_ports
from tests.oracle.zendesk_reading import Extract, read_extracts


def words_of(seeds: Path, vendor: str) -> Words:
    return vocabularies(seeds / "vendors" / vendor / f"{vendor}_words.csv")


def people_ports(read: dict[str, Extract]) -> Ports:
    """Give who asks, and by what the helpdesk knows them."""
    keys: list[Row] = [
        {"person_id": PortId(person), "key_type": kind, "key": key}
        for person, kind, key in keys_of_users(read["user"].kept)
    ]
    asking: list[Row] = [
        {"requester_id": known_as(row["requester_id"])} for row in read["ticket"].kept
    ]
    return {"customer_keys": keys, "tickets": asking}


def united(of_vendors: Iterable[Ports]) -> Ports:
    ports: Ports = {port: [] for port in PORTS}
    for found in of_vendors:
        for port, rows in found.items():
            ports[port] += rows
    return ports


def read_vendors(
    extracts: Path, seeds: Path, secret: str, as_of: datetime, zone: ZoneInfo
) -> Delivered:
    read = read_extracts(extracts)
    words = words_of(seeds, "zendesk")
    bots = read_bots(seeds / "vendors" / "zendesk" / "zendesk_bots.csv")
    lexicon = read_lexicon(seeds / "feedback_lexicon.csv")
    fields = read_fields(seeds / "vendors" / "qualtrics" / "qualtrics_fields.csv")
    history, tickets = read["ticket_field_history"].kept, read["ticket"].kept
    surveys = words_of(seeds, "qualtrics")

    def promises(of: dict[str, Ticket]) -> list[Promise]:
        statuses = read_statuses(seeds / "sla_clock_statuses.csv")
        targets = zendesk_targets(read, of, words, as_of)
        return computed_promises(judge(targets, statuses, desks_of(read, seeds, as_of), as_of))

    ports = united(
        [
            people_ports(read),
            rating_ports(history, tickets, words, lexicon),
            salesforce_ports(extracts, words_of(seeds, "salesforce"), zone),
            stripe_ports(extracts, words_of(seeds, "stripe"), zone),
            qualtrics_ports(extracts, fields, surveys, lexicon, secret),
        ]
    )
    # the ports are in words of the ports, which `custom` takes for its own
    told = words_of(seeds, "custom")
    return Delivered(ports, told, zendesk_histories(read, words, bots, as_of), promises)


def ask_the_vendor_oracle(
    extracts: Path, seeds: Path, secret: str, as_of: datetime, zone: ZoneInfo, rates: Rates
) -> Truth:
    delivered = read_vendors(extracts, seeds, secret, as_of, zone)
    return customer_truth(delivered, seeds, Moment(as_of, zone), rates)
