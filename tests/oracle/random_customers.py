"""Random customers, the keys of their people, their contracts and orders, as clean rows of text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.oracle.random_tickets import DAY, SECOND, Row

#: Days that extracts look back, people who also open tickets, and all people.
PAST, REQUESTERS, PEOPLE = 800, 1500, 3000
ACCOUNTS, RECORDS = 600, 1100
#: As many people behind one address as may be one person, and one more.
CROWDS = (50, 51)
#: Days between the end of one contract and the start of the next, at the border of the grace.
GAPS = (-40, -3, 0, 0, 1, 5, 6, 7, 8, 9, 30, 120)
CURRENCIES = ("USD", "USD", "EUR", "gbp", "JPY", "ZZZ", None)
AMOUNTS = ("49.50", "100", "9.99", "1200.005", "0", "33.333", None)
SEGMENTS = ("enterprise", "mid_market", "small", "small", None)


def spelled_phone(number: int, style: int) -> str:
    """Spell one number in one of the ways that people do."""
    digits = f"{900000 + number}"
    return (
        f"+447700{digits}",
        f"+44 7700 {digits}",
        f"+44 (7700) {digits[:3]}-{digits[3:]}",
        f"+44-7700-{digits}",
    )[style]


class CustomerMaker:
    """Makes customers and what they have; everything follows from the seed."""

    def __init__(self, seed: int, as_of: datetime) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.as_of = as_of
        self.customers: list[Row] = []
        self.keys: list[Row] = []
        self.subscriptions: list[Row] = []
        self.orders: list[Row] = []
        self.phones = 0
        #: People who have something in common, and whether an account is named for one of them.
        self.clusters: list[tuple[list[str], bool]] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, choices: Sequence[str | None]) -> str | None:
        return self.random.choice(choices)

    def spell(self, moment: datetime) -> str:
        local = moment + timedelta(hours=2)
        return self.random.choice(
            [moment.isoformat(" "), moment.isoformat("T") + "Z", local.isoformat("T") + "+02:00"]
        )

    def moment(self) -> datetime:
        """Give any moment of the past, now and then one that has not come yet."""
        return self.as_of - timedelta(seconds=self.random.randint(-2 * 86400, PAST * 86400))

    # people -----------------------------------------------------------------------------------

    def add_key(self, person: str, kind: str, key: str) -> None:
        seen = None if self.chance(0.2) else self.spell(self.moment())
        row = {"person_id": person, "key_type": kind, "key": key, "observed_at": seen}
        self.keys.append(row)

    def email_of(self, name: str) -> str:
        address = f"{name}@letters.example"
        return self.random.choice([address, address.upper(), f" {address.title()} "])

    def add_phone(self, people: list[str]) -> None:
        """Give all these people one phone, each in their own spelling, one of them in two."""
        self.phones += 1
        for person in people:
            self.add_key(person, "phone", spelled_phone(self.phones, self.random.randrange(4)))
        self.add_key(people[0], "phone", spelled_phone(self.phones, 0))

    def tie(self, one: str, other: str) -> None:
        """Give two people something in common, or something that only looks like it."""
        kind = self.random.choice(["email", "email", "phone", "external_id", "merged_into"])
        if kind == "phone":
            self.add_phone([one, other])
        elif kind == "merged_into":
            self.add_key(one, kind, other)
        elif kind == "email":
            name = f"{one}.{other}"
            self.add_key(one, kind, self.email_of(name))
            self.add_key(other, kind, self.email_of(name))
        else:
            self.add_key(one, kind, f"x-{one}")
            self.add_key(other, kind, f"x-{one}")

    def make_people(self) -> None:
        people = [f"c{n}" for n in range(1, REQUESTERS + 1)]
        people += [f"q{n}" for n in range(REQUESTERS + 1, PEOPLE + 1)]
        self.random.shuffle(people)
        for size in CROWDS:
            crowd = [people.pop() for _ in range(size)]
            for person in crowd:  # in two spellings, so that nobody is lost with a bad row
                self.add_key(person, "email", f"crowd{size}@letters.example")
                self.add_key(person, "email", f"Crowd{size}@Letters.Example")
            self.clusters.append((crowd, False))
        while people:
            size = min(len(people), self.random.choices([1, 2, 3, 5], [70, 18, 8, 4])[0])
            cluster = [people.pop() for _ in range(size)]
            for one, other in pairwise(cluster):
                self.tie(one, other)
            for person in cluster:
                if self.chance(0.6):
                    self.add_key(person, "email", self.email_of(person))
            is_of_account = self.chance(0.35)
            if is_of_account:
                self.add_accounts(cluster)
            self.clusters.append((cluster, is_of_account))
        strangers = [person for cluster, _ in self.clusters[2:] for person in cluster]
        for _ in range(60):  # a phone of three people, or of two who are nobody else's
            self.add_phone(self.random.sample(strangers, 3))
        for mailbox in ("info@letters.example", "Jo@Example.com", "jo@sub.example.com"):
            for person in self.random.sample(strangers, 3):  # of many, of many, of one
                self.add_key(person, "email", mailbox)
        for _ in range(20):  # two who became one that nobody delivers
            ghost = f"z{self.random.randint(1, 10)}"
            self.add_key(self.random.choice(strangers), "merged_into", ghost)

    def add_accounts(self, cluster: list[str]) -> None:
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            account = f"K{self.random.randint(1, ACCOUNTS + 10)}"
            self.add_key(self.random.choice(cluster), "account", account)

    # customers --------------------------------------------------------------------------------

    def make_customers(self) -> None:
        for number in range(1, ACCOUNTS + 1):
            into = None
            if self.chance(0.12):  # chains, rings, and into one that nobody delivers
                into = f"K{self.random.choice([number + 1, number + 2, max(1, number - 1), 9999])}"
            self.add_customer(f"K{number}", "account", None, into)
        number = 0
        while number < RECORDS:
            cluster, is_of_account = self.random.choice(self.clusters[2:])
            known: list[str] = []
            for person in cluster[: self.random.randint(1, 3)]:
                number += 1
                into = None
                if known and self.chance(0.3):
                    into = known[-1]
                elif not is_of_account and len(cluster) == 1 and self.chance(0.05):
                    into = f"K{self.random.randint(1, ACCOUNTS)}"
                told = None if self.chance(0.05) else person
                self.add_customer(
                    f"P{number}", self.random.choice(["person", "Person"]), told, into
                )
                if into is None and told is not None:
                    known.append(f"P{number}")

    def add_customer(self, key: str, kind: str, person: str | None, into: str | None) -> None:
        row: Row = {
            "customer_id": key,
            "customer_kind": kind,
            "person_id": person,
            "parent_customer_id": None,
            "merged_into_customer_id": into,
            "customer_segment": self.pick(SEGMENTS),
            "plan": self.pick(["gold", "silver", None]),
            "region": self.pick(["EMEA", "AMER", None]),
            "created_at": self.spell(self.moment()),
            "is_deleted": self.random.choices(["true", "false", "no", None], [4, 60, 18, 18])[0],
            "is_test": self.random.choices(["yes", "false", "0", None], [3, 60, 18, 19])[0],
        }
        self.customers.append(row)

    def any_customer(self) -> str:
        if self.chance(0.03):
            return f"nobody{self.random.randint(1, 20)}"
        return str(self.random.choice(self.customers)["customer_id"])

    # contracts and orders ---------------------------------------------------------------------

    def make_subscriptions(self, chains: int) -> None:
        for number in range(chains):
            customer = self.any_customer()
            starts_on = self.moment().date()
            for period in range(self.random.choices([1, 2, 3, 5, 9], [40, 25, 15, 12, 8])[0]):
                days = self.random.choice([1, 14, 30, 31, 90, 365])
                ends_on = starts_on + timedelta(days=days - 1)
                if self.chance(0.02):
                    ends_on = starts_on - timedelta(days=self.random.randint(1, 30))
                if self.chance(0.10):  # at the border of today's grace
                    ends_on = self.as_of.date() + timedelta(days=self.random.randint(-10, 20))
                is_open = self.chance(0.15)
                renewal = f"s{number}" if self.chance(0.5) else f"s{number}-{period}"
                self.add_subscription(renewal, customer, starts_on, None if is_open else ends_on)
                starts_on = ends_on + timedelta(days=1 + self.random.choice(GAPS))

    def add_subscription(
        self, key: str, customer: str, starts_on: date, ends_on: date | None
    ) -> None:
        row: Row = {
            "subscription_id": key,
            "customer_id": customer,
            "plan": self.pick(["gold", None]),
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat() if ends_on else None,
            "is_trial": self.random.choices(["true", "false", None], [8, 72, 20])[0],
            "end_reason": self.pick(["too expensive", "payment failed", None]),
            "is_voluntary_end": self.random.choices(["yes", "no", None], [45, 30, 25])[0],
            "monthly_amount": self.pick(AMOUNTS),
            "currency": self.pick(CURRENCIES),
        }
        self.subscriptions.append(row)

    def make_orders(self, buyers: int) -> None:
        number = 0
        for _ in range(buyers):
            customer, at = self.any_customer(), self.moment()
            for _ in range(self.random.choice([1, 1, 2, 3, 6])):
                number += 1
                self.add_order(f"o{number:05}", customer, at)
                late = self.random.choice([0, 0, 1, -1]) * SECOND
                days = self.random.choice([0, 0.001, 1, 20, 60, 90, 90, 200])
                at = at + days * DAY + (late if days else 0 * DAY)
        self.random.shuffle(self.orders)

    def add_order(self, key: str, customer: str, at: datetime) -> None:
        row: Row = {
            "order_id": key,
            "customer_id": customer,
            "ordered_at": self.spell(at.replace(microsecond=0)),
            "order_amount": self.pick(AMOUNTS),
            "currency": self.pick(CURRENCIES),
            "is_cancelled": self.random.choices(["true", "false", None], [10, 70, 20])[0],
        }
        self.orders.append(row)
