"""Ports out of the CRM's raw extracts: accounts, their people, their contracts and orders."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.customers import Ports
from tests.oracle.reading import Row
from tests.oracle.tickets import PortId, Words, word
from tests.oracle.vendor_reading import latest, parquet_rows, port_id
from tests.oracle.zendesk_reading import Raw

REQUIRED = {"account": "id", "contact": "id", "contract": "id account_id", "order": "id account_id"}


def known_as(cell: object) -> PortId | None:
    return port_id("salesforce", cell)


def read(extracts: Path, table: str) -> list[Raw]:
    rows = parquet_rows(extracts / "salesforce" / table)
    return latest(rows, "id", REQUIRED[table], "system_modstamp _fivetran_synced")


def customer_of(account: Raw) -> Row:
    return {
        "customer_id": known_as(account["id"]),
        "customer_kind": "account",
        "merged_into_customer_id": known_as(account["master_record_id"]),
        "customer_segment": account["segment_c"],
        "plan": account["plan_c"],
        "region": account["billing_country"],
        "created_at": account["created_date"],
        "is_deleted": bool(account["is_deleted"]),
    }


def keys_of(contact: Raw) -> list[Row]:
    told = (
        *(("email", contact["email"]), ("phone", contact["phone"])),
        *(("phone", contact["mobile_phone"]), ("account", known_as(contact["account_id"]))),
    )
    person, seen = known_as(contact["id"]), contact["system_modstamp"]
    return [
        {"person_id": person, "key_type": kind, "key": key, "observed_at": seen}
        for kind, key in told
        if key is not None
    ]


def months_later(day: date, months: int) -> date:
    """Give the same day of a later month, or its last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def end_of(contract: Raw) -> date | None:
    if contract["end_date"] is not None:
        return date.fromisoformat(str(contract["end_date"]))
    if contract["contract_term"] is None:
        return None
    return months_later(contract["start_date"], contract["contract_term"]) - timedelta(days=1)


def subscription_of(contract: Raw) -> Row:
    return {
        "subscription_id": known_as(contract["id"]),
        "customer_id": known_as(contract["account_id"]),
        "starts_on": contract["start_date"],
        "ends_on": end_of(contract),
        "is_trial": False,
        "end_reason": contract["end_reason_c"],
        "is_voluntary_end": contract["is_voluntary_end_c"],
        "monthly_amount": contract["monthly_amount_c"],
        "currency": contract["currency_iso_code"],
    }


def order_of(order: Raw, status: str, zone: ZoneInfo) -> Row:
    """Give the order at the beginning of its day, which is a day of the company's own calendar."""
    midnight = datetime.combine(order["effective_date"], time(), zone)
    return {
        "order_id": known_as(order["id"]),
        "customer_id": known_as(order["account_id"]),
        "ordered_at": midnight.astimezone(UTC).replace(tzinfo=None),
        "order_amount": order["total_amount"],
        "currency": order["currency_iso_code"],
        "is_cancelled": status == "cancelled",
    }


def salesforce_ports(extracts: Path, words: Words, zone: ZoneInfo) -> Ports:
    contacts = read(extracts, "contact")
    contracts = [
        row
        for row in read(extracts, "contract")
        if row["start_date"] and not row["is_deleted"]
        and word(words, "contract_status", row["status"]) != "draft"
    ]  # fmt: skip
    orders = [
        (row, word(words, "order_status", row["status"]))
        for row in read(extracts, "order")
        if row["effective_date"] and not row["is_deleted"]
    ]
    return {
        "customers": [customer_of(account) for account in read(extracts, "account")],
        "customer_keys": [key for contact in contacts for key in keys_of(contact)],
        "subscriptions": [subscription_of(contract) for contract in contracts],
        "orders": [order_of(row, status, zone) for row, status in orders if status != "draft"],
    }
