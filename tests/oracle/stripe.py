"""Ports out of the billing system's objects: customers and their subscriptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.customers import Ports
from tests.oracle.daily import local_day
from tests.oracle.reading import Row
from tests.oracle.tickets import PortId, Words, word
from tests.oracle.vendor_reading import latest, line_rows, port_id
from tests.oracle.zendesk_reading import Raw

VERSION = "updated _airbyte_extracted_at"
WILL = {"cancellation_requested": True, "payment_failed": False, "payment_disputed": False}
#: Of a year and of a month.
MONTHS = {"month": Decimal(1), "year": Decimal(12)}


def known_as(cell: object) -> PortId | None:
    return port_id("stripe", cell)


def moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def customer_of(thing: Raw) -> Row:
    return {
        "customer_id": known_as(thing["id"]),
        "customer_kind": "person",
        "person_id": known_as(thing["id"]),
        "customer_segment": (thing["metadata"] or {}).get("segment"),
        "region": (thing["address"] or {}).get("country"),
        "created_at": moment(thing["created"]),
        "is_deleted": bool(thing["is_deleted"]),
        "is_test": thing["livemode"] is False,
    }


def keys_of(thing: Raw) -> list[Row]:
    told = {
        "email": thing["email"],
        "phone": thing["phone"],
        "external_id": (thing["metadata"] or {}).get("external_id"),
    }
    person, seen = known_as(thing["id"]), moment(thing["updated"])
    return [
        {"person_id": person, "key_type": kind, "key": key, "observed_at": seen}
        for kind, key in told.items()
        if key is not None
    ]


def monthly_amount(thing: Raw, words: Words) -> Decimal | None:
    """Add up what a month of all items costs, in whole units."""
    minor = int(words.get(("minor_units", thing["currency"]), "100"))
    total, items = Decimal(0), thing["items"]["data"]
    for item in items:
        price = item["price"]
        if price["unit_amount"] is None:
            return None
        months = MONTHS[price["recurring"]["interval"]] * price["recurring"]["interval_count"]
        total += Decimal(price["unit_amount"]) * item["quantity"] / months / minor
    return total if items else None


def subscriptions_of(thing: Raw, words: Words, zone: ZoneInfo) -> Iterator[Row]:
    """Give the trial, if there was one, and what came after it, by days of the company's zone."""

    def day(name: str) -> date | None:
        at = moment(thing.get(name))
        return None if at is None else local_day(at, zone)

    started, tried = day("start_date") or day("created"), day("trial_end")
    gone = day("ended_at") or day("cancel_at")
    ended = None if gone is None else gone - timedelta(days=1)
    assert started is not None
    reason = (thing.get("cancellation_details") or {}).get("reason")
    row: Row = {
        "subscription_id": known_as(thing["id"]),
        "customer_id": known_as(thing["customer"]),
        "end_reason": reason,
        "is_voluntary_end": WILL.get(str(reason)),
        "monthly_amount": monthly_amount(thing, words),
        "currency": thing["currency"],
    }
    begins = started
    if tried is not None and tried > started:
        last = tried - timedelta(days=1)
        until = last if ended is None else max(started, min(last, ended))
        yield row | {"starts_on": started, "ends_on": until, "is_trial": True}
        if ended is not None and ended < tried:
            return
        begins = tried
    # whoever leaves on the first day was there on that day
    until_end = None if ended is None else max(begins, ended)
    yield row | {"starts_on": begins, "ends_on": until_end, "is_trial": False}


def stripe_ports(extracts: Path, words: Words, zone: ZoneInfo) -> Ports:
    folder = extracts / "stripe"
    customers = latest(line_rows(folder / "customers"), "id", "id", VERSION)
    things = latest(line_rows(folder / "subscriptions"), "id", "id customer", VERSION)
    paid = [
        thing
        for thing in things
        if thing["livemode"] is not False
        and word(words, "subscription_status", thing["status"]) != "never"
    ]
    return {
        "customers": [customer_of(thing) for thing in customers],
        "customer_keys": [key for thing in customers for key in keys_of(thing)],
        "subscriptions": [row for thing in paid for row in subscriptions_of(thing, words, zone)],
    }
