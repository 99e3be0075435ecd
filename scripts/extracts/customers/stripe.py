"""The billing system's objects of private persons, as its API gives them and Airbyte lands them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from scripts.extracts.clock import DAY
from scripts.extracts.customers.model import Party, Stay
from scripts.extracts.delivery import Delivery
from scripts.extracts.json_lines import LineSpool
from scripts.extracts.model import Organisation

TABLES = ("customers", "subscriptions")
CENTS = {"basic": 1_900, "team": 4_900, "business": 9_900}
COUNTRIES = ("US", "DE", "ES", "US", "IN")
TRIAL = 14 * DAY
OF_TRIALS = 0.4
NEVER_PAID, TESTED = 0.02, 0.005

Thing = dict[str, Any]


class Stripe:
    """Writes `<folder>/<table>/<day of the extract>.jsonl`: an object for every change of it."""

    def __init__(self, folder: Path, organisation: Organisation, seed: int) -> None:
        self._start, self._end = organisation.start_at, organisation.end_at
        self._rng = Random(f"{seed}/stripe")  # noqa: S311 - reproducible, not secret
        self.spool = LineSpool(folder, "_airbyte_extracted_at")
        self._delivery = Delivery(self.spool, self._rng, self._start, self._end)

    def write(self, party: Party) -> None:
        """Deliver a person and their subscriptions."""
        created = min(stay.begins for stay in party.stays)
        self._send("customers", created, party.number, _customer(party, created))
        for place, stay in enumerate(party.stays):
            for updated, thing in self._versions(party, place, stay):
                self._send("subscriptions", updated, party.number, thing)
        if self._rng.random() < NEVER_PAID:
            thing = _subscription(party, 90, created)
            self._send(
                "subscriptions", created, party.number, thing | {"status": "incomplete_expired"}
            )
        if self._rng.random() < TESTED:
            thing = _subscription(party, 99, created) | {"livemode": False}
            self._send("subscriptions", created, party.number, thing | {"status": "active"})

    def _versions(self, party: Party, place: int, stay: Stay) -> Iterator[tuple[int, Thing]]:
        """Tell when it began, when its end was asked for, when it ended."""
        thing = _subscription(party, place, stay.begins)
        has_trial = place == 0 and self._rng.random() < OF_TRIALS
        if has_trial:
            thing |= {"trial_start": stay.begins, "trial_end": stay.begins + TRIAL}
        yield stay.begins, thing | {"status": "trialing" if has_trial else "active"}
        if stay.ends is None:
            return
        thing["cancellation_details"] = {"comment": None, "feedback": None, "reason": stay.reason}
        if stay.asked_at is not None:
            asked = {"updated": stay.asked_at, "canceled_at": stay.asked_at, "status": "active"}
            thing |= asked | {"cancel_at_period_end": True, "cancel_at": stay.ends}
            yield stay.asked_at, thing
        if stay.ends < self._end:
            ended = {"updated": stay.ends, "ended_at": stay.ends, "status": "canceled"}
            yield stay.ends, {"canceled_at": stay.ends} | thing | ended

    def _send(self, table: str, at: int, number: int, thing: Thing) -> None:
        line = json.dumps(thing, separators=(",", ":"))
        self._delivery.send(table, at, number % 1000, line[:-1])


def _customer(party: Party, created: int) -> Thing:
    person = party.people[0] if party.people else None
    crm = person.crm_number if person else None
    return {
        "id": f"cus_{party.number:010d}",
        "object": "customer",
        "created": created,
        "updated": created,
        "email": party.email,
        "phone": person.phone if person else None,
        "address": {"country": COUNTRIES[party.region], "postal_code": None},
        "metadata": {"segment": "private"} | ({"external_id": f"CUST-{crm:06d}"} if crm else {}),
        "livemode": True,
        "is_deleted": False,
    }


def _subscription(party: Party, place: int, created: int) -> Thing:
    price = {
        "id": f"price_{party.plan}",
        "nickname": party.plan,
        "currency": "usd",
        "unit_amount": CENTS[party.plan],
        "recurring": {"interval": "month", "interval_count": 1},
    }
    key = f"{party.number:010d}{place:02d}"
    return {
        "id": f"sub_{key}",
        "object": "subscription",
        "customer": f"cus_{party.number:010d}",
        "created": created,
        "updated": created,
        "start_date": created,
        "currency": "usd",
        "cancel_at_period_end": False,
        "items": {"object": "list", "data": [{"id": f"si_{key}", "quantity": 1, "price": price}]},
        "livemode": True,
    }
