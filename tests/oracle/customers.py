"""Who a person is and which customer that makes: keys in common, merges, accounts."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import cast

from tests.oracle.reading import Row
from tests.oracle.tickets import prefixed

#: More people than this with one thing in common are no person.
CAP = 50
#: So many people may have one phone and still be one person.
PHONE_SHARERS = 2
#: Port: where it names a person.
PEOPLE = {
    "customer_keys": "person_id",
    "tickets": "requester_id",
    "calls": "caller_id",
    "survey_invitations": "person_id",
    "survey_responses": "person_id",
    "feedback": "person_id",
    "customers": "person_id",
}

Key = tuple[str, str]
Ports = dict[str, list[Row]]


class Sets:
    """Disjoint sets; the least member stands for its set."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}

    def find(self, member: str) -> str:
        parent = self.parents.setdefault(member, member)
        if parent != member:
            parent = self.parents[member] = self.find(parent)
        return parent

    def unite(self, one: str, other: str) -> None:
        least, most = sorted((self.find(one), self.find(other)))
        self.parents[most] = least


@dataclass(frozen=True)
class Customer:
    """A customer as the company knows it; of one that no CRM lists only the id is known."""

    customer_id: str
    kind: str | None = None
    segment: str = "unknown"
    plan: str | None = None
    region: str | None = None
    created_at: datetime | None = None
    is_known: bool = False
    is_deleted: bool = False
    is_test: bool = False


@dataclass
class Identities:
    """Every person with identity and customer, and every customer."""

    identities: dict[str, str] = field(default_factory=dict)
    quarantined: set[str] = field(default_factory=set)
    #: Identity to customer.
    customers: dict[str, str] = field(default_factory=dict)
    #: Customer as delivered to the one that it is by now.
    resolved: dict[str, str] = field(default_factory=dict)
    golden: dict[str, Customer] = field(default_factory=dict)
    #: Customer to the number of its people.
    people: Counter[str] = field(default_factory=Counter)
    #: Phone or address to the only identity that has it.
    owners: dict[Key, str] = field(default_factory=dict)

    def identity_of(self, person: str | None) -> str | None:
        return None if person is None else self.identities[person]

    def customer_of(self, person: str | None) -> str | None:
        return None if person is None else self.customers[self.identities[person]]

    def people_of(self, customer: str) -> int:
        """Count the people of a customer."""
        return self.people[customer]

    def segment_of(self, customer: str | None) -> str:
        known = self.golden.get(customer or "")
        return known.segment if known else "unknown"

    def is_test(self, customer: str) -> bool:
        known = self.golden.get(customer)
        return known is not None and known.is_test


def plain_key(kind: str, cell: str) -> Key:
    """Give an address in lower case, a phone as digits after a plus."""
    if kind == "phone":
        return kind, re.sub(r"[^+\d]", "", cell)
    return kind, cell.lower()


def is_employee(port: str, row: Row) -> bool:
    """Tell whether an employee speaks, of whom nobody is told."""
    told = row.get("audience") if port.startswith("survey_") else row.get("feedback_source")
    return str(told or "").lower() == "employee"


def person_of(port: str, row: Row) -> str | None:
    if port in ("survey_invitations", "survey_responses", "feedback") and is_employee(port, row):
        return None
    return prefixed(row.get(PEOPLE[port]))


def people_of(ports: Ports) -> set[str]:
    """Give everybody who is named, also by a merge alone."""
    named = [person_of(port, row) for port in PEOPLE for row in ports.get(port, [])]
    merges = (row for row in ports["customer_keys"] if row["key_type"] == "merged_into")
    named += [prefixed(row["key"]) for row in merges]
    return {person for person in named if person}


def read_blocks(seed: Path) -> set[Key]:
    """Read the keys that many people have: mailboxes of any domain, domains, addresses, phones."""
    with seed.open(encoding="utf-8", newline="") as lines:
        return {(line["block_kind"], line["value"]) for line in csv.DictReader(lines)}


def is_blocked(key: Key, blocks: set[Key]) -> bool:
    kind, value = key
    mailbox, _, domain = value.rpartition("@")
    told = {"phone": [("phone", value)]}.get(kind, [])
    if kind == "email":
        told = [("mailbox", mailbox), ("domain", domain), ("address", value)]
    return any(one in blocks for one in told)


def unite_people(people: set[str], keys: Iterable[Row], blocks: set[Key]) -> Sets:
    """Unite the people that have a key in common."""
    sets = Sets()
    for person in people:
        sets.find(person)
    sharers: dict[Key, set[str]] = defaultdict(set)
    for row in keys:
        person, kind = str(prefixed(row["person_id"])), str(row["key_type"])
        if kind == "merged_into":
            sets.unite(person, str(prefixed(row["key"])))
        elif kind != "account":
            sharers[plain_key(kind, str(row["key"]))].add(person)
    for key, sharing in sharers.items():
        is_of_one = key[0] != "phone" or len(sharing) <= PHONE_SHARERS
        if is_of_one and not is_blocked(key, blocks):
            for person in sharing:
                sets.unite(min(sharing), person)
    return sets


def follow(into: Mapping[str, str | None], customer: str) -> str:
    """Go from one customer to the next as far as that leads; a ring is its least member."""
    path = [customer]
    while (following := into.get(path[-1])) and following not in path:
        path.append(following)
    return min(path[path.index(following) :]) if following else path[-1]


def survivors(customers: list[Row]) -> dict[str, str]:
    """Give for each customer the one it was merged into last."""
    into = {
        str(prefixed(row["customer_id"])): prefixed(row.get("merged_into_customer_id"))
        for row in customers
    }
    return {customer: follow(into, customer) for customer in into}


def customer_of_row(row: Row) -> Customer:
    return Customer(
        customer_id=str(prefixed(row["customer_id"])),
        kind=str(row["customer_kind"]),
        segment=str(row.get("customer_segment") or "unknown"),
        plan=cast(str | None, row.get("plan")),
        region=cast(str | None, row.get("region")),
        created_at=cast(datetime | None, row.get("created_at")),
        is_known=True,
        is_deleted=bool(row.get("is_deleted")),
        is_test=bool(row.get("is_test")),
    )


def accounts_of(keys: list[Row], found: Identities, known: dict[str, Customer]) -> dict[str, str]:
    """Give the account of each identity that names one of the CRM's: the best of several."""
    named: dict[str, list[tuple[bool, float, str]]] = defaultdict(list)
    for row in keys:
        told = str(prefixed(row["key"]))
        if row["key_type"] == "account" and told in found.resolved:
            account = found.resolved[told]
            of = known.get(account)
            seen = cast(datetime | None, row.get("observed_at"))
            since = -seen.timestamp() if seen else float("inf")
            is_worse = of is not None and (of.is_test or of.is_deleted)
            identity = found.identities[str(prefixed(row["person_id"]))]
            named[identity].append((is_worse, since, account))
    return {identity: min(accounts)[2] for identity, accounts in named.items()}


def resolve_customers(ports: Ports, found: Identities) -> None:
    """Give every identity its customer, and every customer of the CRM the one that it is."""
    rows = ports["customers"]
    known = {customer.customer_id: customer for customer in map(customer_of_row, rows)}
    found.resolved = survivors(rows)
    for merged, survivor in sorted(found.resolved.items()):
        # for a survivor that nobody delivers the first of those merged into it speaks, though
        # it was deleted by the merge and the survivor was not
        heir = replace(known[merged], customer_id=survivor, is_deleted=False)
        known.setdefault(survivor, heir)
    accounts = accounts_of(ports["customer_keys"], found, known)
    records: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        person = prefixed(row.get("person_id"))
        if person and row["customer_kind"] == "person":
            customer = found.resolved[str(prefixed(row["customer_id"]))]
            records[found.identities[person]].append(customer)
    for identity in set(found.identities.values()):
        own = accounts.get(identity) or min(records.get(identity, [identity]))
        found.customers[identity] = own
    for row in rows:
        person, customer = prefixed(row.get("person_id")), str(prefixed(row["customer_id"]))
        if person and row["customer_kind"] == "person":
            found.resolved[customer] = found.customers[found.identities[person]]
    followed = {customer: follow(found.resolved, customer) for customer in found.resolved}
    found.resolved = followed
    for identity, customer in found.customers.items():
        found.customers[identity] = followed.get(customer, customer)
    buyers = [prefixed(row["customer_id"]) for row in ports["subscriptions"] + ports["orders"]]
    bought = [found.resolved.get(str(buyer), str(buyer)) for buyer in buyers]
    of_records = set(found.resolved.values())
    for customer in [*found.customers.values(), *of_records, *bought]:
        told = known.get(customer) if customer in of_records else None
        found.golden[customer] = told or Customer(customer)


def identify(ports: Ports, blocks: set[Key]) -> Identities:
    """Find out who is who."""
    people, keys = people_of(ports), ports["customer_keys"]
    sets = unite_people(people, keys, blocks)
    sizes = Counter(sets.find(person) for person in sets.parents)
    found = Identities()
    for person in people:
        identity = sets.find(person)
        if sizes[identity] > CAP:
            found.quarantined.add(person)
            identity = person
        found.identities[person] = identity
    resolve_customers(ports, found)
    found.people.update(found.customers[identity] for identity in found.identities.values())
    owners: dict[Key, set[str]] = defaultdict(set)
    for row in keys:
        kind, person = str(row["key_type"]), str(prefixed(row["person_id"]))
        if kind in ("email", "phone"):
            owners[plain_key(kind, str(row["key"]))].add(found.identities[person])
    found.owners = {
        key: min(of) for key, of in owners.items() if len(of) == 1 and not is_blocked(key, blocks)
    }
    return found
