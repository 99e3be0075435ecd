"""The CRM: accounts, contacts, contracts, orders, users, in a loader's shape or its own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from scripts.extracts.clock import DAY, midnight
from scripts.extracts.customers.model import Party, Stay
from scripts.extracts.delivery import Delivery, extract_days, moment
from scripts.extracts.files import Cell, Columns, Spool, Written
from scripts.extracts.model import Organisation
from scripts.extracts.zendesk_reference import agent_email, agent_name

TEXT, FLAG, TIME, DAY_ONLY = "varchar", "boolean", "timestamp", "date"
STAMPS: Columns = {"is_deleted": FLAG, "system_modstamp": TIME}
SYNCED: Columns = {"_fivetran_synced": TIME}
TABLES: dict[str, Columns] = {
    "account": {
        **dict.fromkeys(("id", "master_record_id", "name", "description", "segment_c"), TEXT),
        **dict.fromkeys(("plan_c", "billing_country"), TEXT),
        "created_date": TIME,
        **STAMPS,
    },
    "contact": {
        **dict.fromkeys(("id", "account_id", "email", "phone", "mobile_phone"), TEXT),
        "created_date": TIME,
        **STAMPS,
    },
    "contract": {
        **dict.fromkeys(("id", "account_id", "status", "plan_c"), TEXT),
        **dict.fromkeys(("start_date", "end_date"), DAY_ONLY),
        "contract_term": "integer",
        "monthly_amount_c": "decimal(18, 2)",
        **dict.fromkeys(("currency_iso_code", "end_reason_c"), TEXT),
        "is_voluntary_end_c": FLAG,
        "cancel_requested_at_c": TIME,
        **STAMPS,
    },
    "order": {
        **dict.fromkeys(("id", "account_id", "status", "currency_iso_code"), TEXT),
        "effective_date": DAY_ONLY,
        "total_amount": "decimal(18, 2)",
        "created_date": TIME,
        **STAMPS,
    },
    "user": {
        **dict.fromkeys(("id", "name", "email", "employee_number", "user_type"), TEXT),
        "is_active": FLAG,
        "created_date": TIME,
        "system_modstamp": TIME,
    },
}
PREFIXES = {"account": "001", "contact": "003", "contract": "800", "order": "801", "user": "005"}
SHELLS = 0.06  # of the accounts: there was a second record of it, merged away
TERM = 12  # months
AMOUNTS = {"basic": 400, "team": 900, "business": 2_500}
COUNTRIES = ("USA", "Germany", "Spain", "USA", "India")
DAYS_BETWEEN_ORDERS = 70
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def record_id(table: str, number: int) -> str:
    """Write an id of 18 signs: 15 that tell upper from lower case, and three that spell which."""
    signs, rest = "", number * 7_919 + 104_729
    for _ in range(8):
        rest, sign = divmod(rest, 62)
        signs = SIGNS[sign] + signs
    plain = PREFIXES[table] + "5e00" + signs
    sums = [
        sum(1 << i for i, sign in enumerate(plain[at : at + 5]) if "A" <= sign <= "Z")
        for at in (0, 5, 10)
    ]
    return plain + "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[each] for each in sums)


@dataclass(slots=True, frozen=True)
class Record:
    """What an object said from an instant on (epoch seconds)."""

    table: str
    at: int
    values: dict[str, Cell]


class Salesforce:
    """Draws the CRM's records of companies; a shape delivers them."""

    def __init__(self, organisation: Organisation, seed: int) -> None:
        self._end = organisation.end_at
        self._rng = Random(f"{seed}/salesforce")  # noqa: S311 - reproducible, not secret
        self.records: list[Record] = []
        for agent in [*organisation.agents, organisation.bot]:
            self._add(
                "user",
                agent.hired_at,
                id=record_id("user", agent.number),
                name=agent_name(agent),
                email=agent_email(agent),
                employee_number=None if agent.role == "bot" else f"E{agent.number:05d}",
                user_type="Standard" if agent.role != "bot" else "AutomatedProcess",
                is_active=agent.left_at is None,
                created_date=moment(agent.hired_at),
            )

    def write(self, party: Party) -> None:
        """Tell of a company, its people, its contracts and orders."""
        created_at = min(stay.begins for stay in party.stays)
        account = record_id("account", party.number)
        shell = self._account(party, created_at, account)
        for person in party.people:
            if not person.is_recorded or person.is_erased:
                continue
            self._add(
                "contact",
                created_at + person.number % DAY,
                id=record_id("contact", person.number),
                account_id=account,
                email=f"person-{person.number}@mail.example",
                phone=person.phone,
                created_date=moment(created_at),
                is_deleted=False,
            )
        for place, stay in enumerate(party.stays):
            self._contracts(party, place, stay, shell or account)
            self._orders(party, place, stay, account)

    def _account(self, party: Party, created_at: int, account: str) -> str | None:
        """Tell of the account; return the id of a record that was merged into it, if one was."""
        values: dict[str, Cell] = {
            "name": f'Company {party.number} "Ltd."',
            "description": "First line.\r\nSecond, after a break.",
            "segment_c": "enterprise" if party.plan == "business" else "small business",
            "plan_c": party.plan,
            "billing_country": COUNTRIES[party.region],
            "created_date": moment(created_at),
            "is_deleted": False,
        }
        self._add("account", created_at, id=account, **values)
        if self._rng.random() >= SHELLS:
            return None
        shell = record_id("account", 1_000_000 + party.number)
        self._add("account", created_at, id=shell, **values)
        merged_at = created_at + 40 * DAY
        if merged_at < self._end:
            gone: dict[str, Cell] = {"is_deleted": True, "master_record_id": account}
            self._add("account", merged_at, id=shell, **(values | gone))
        return shell if merged_at < self._end else None

    def _contracts(self, party: Party, place: int, stay: Stay, account: str) -> None:
        """Tell of one contract a year; the last one is cut short by whoever leaves."""
        begins, number = stay.begins, party.number * 1_000 + place * 100
        amount = AMOUNTS[party.plan] + 50 * (party.number % 7)
        while begins < min(stay.ends or self._end, self._end):
            expires = begins + TERM * 30 * DAY
            is_last = stay.ends is not None and stay.ends <= expires
            values: dict[str, Cell] = {
                "id": record_id("contract", number),
                "account_id": account,
                "plan_c": party.plan,
                "start_date": _day(begins),
                "end_date": _day(expires - DAY),
                "contract_term": TERM,
                "monthly_amount_c": f"{amount:.2f}",
                "currency_iso_code": "USD",
                "status": "Activated",
                "is_deleted": False,
            }
            self._add("contract", begins, **values)
            if is_last and stay.ends is not None:
                values |= {
                    "end_date": _day(stay.ends - DAY),
                    "end_reason_c": stay.reason,
                    "is_voluntary_end_c": stay.asked_at is not None,
                    "cancel_requested_at_c": moment(stay.asked_at),
                }
                at = stay.asked_at or stay.ends
                if at < self._end:
                    self._add("contract", at, **(values | {"status": "Terminated"}))
            begins, number, amount = expires, number + 1, round(amount * 1.05)

    def _orders(self, party: Party, place: int, stay: Stay, account: str) -> None:
        at, number = stay.begins, party.number * 10_000 + place * 1_000
        while True:
            at += 60 + int(self._rng.expovariate(1 / (DAYS_BETWEEN_ORDERS * DAY)))
            number += 1
            if at >= min(stay.ends or self._end, self._end):
                return
            chance = self._rng.random()
            self._add(
                "order",
                at,
                id=record_id("order", number),
                account_id=account,
                status="Draft" if chance < 0.03 else "Cancelled" if chance < 0.08 else "Activated",
                effective_date=_day(at),
                total_amount=f"{self._rng.randrange(2_000, 90_000) / 100:.2f}",
                currency_iso_code="USD",
                created_date=moment(at),
                is_deleted=False,
            )

    def _add(self, table: str, at: int, **values: Cell) -> None:
        self.records.append(Record(table, at, values | {"system_modstamp": moment(at)}))


def write_fivetran(
    crm: Salesforce, folder: Path, organisation: Organisation, seed: int,
    file_format: str, tell: Callable[[str], None],
) -> list[Written]:  # fmt: skip
    """Deliver `<folder>/<table>/<day of the extract>`: every version, at least once."""
    spool = Spool(folder, {table: columns | SYNCED for table, columns in TABLES.items()})
    chance = Random(f"{seed}/salesforce/delivery")  # noqa: S311 - reproducible, not secret
    delivery = Delivery(spool, chance, organisation.start_at, organisation.end_at)
    for place, record in enumerate(crm.records):
        cells = [record.values.get(name) for name in TABLES[record.table]]
        delivery.send(record.table, record.at, place % 1000, *cells)
    return spool.finish(file_format, tell)


def write_export(crm: Salesforce, folder: Path, organisation: Organisation) -> Iterator[Written]:
    """Write the CRM's own data export, everything as it is: in mid-period and at the end."""
    days = extract_days(organisation.start_at, organisation.end_at)
    for day in (days[len(days) // 2], days[-1]):
        for table, columns in TABLES.items():
            now: dict[Cell, dict[str, Cell]] = {}
            for record in crm.records:
                if record.table == table and record.at < midnight(day):
                    now[record.values["id"]] = record.values
            path = folder / own_name(table) / f"{day}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, quoting=csv.QUOTE_ALL)
                writer.writerow([own_name(name) for name in columns])
                for values in now.values():
                    writer.writerow([_spelled(name, values.get(name)) for name in columns])
            yield Written(own_name(table), path, len(now), path.stat().st_size)


def own_name(name: str) -> str:
    """Spell a loader's name as the CRM does: account_id, AccountId; plan_c, Plan__c."""
    is_custom = name.endswith("_c")
    parts = [part.capitalize() for part in name.removesuffix("_c").split("_")]
    return "_".join(parts) + "__c" if is_custom else "".join(parts)


def _spelled(name: str, value: Cell) -> Cell:
    """Spell a value as exports do: times with T and Z, truth in words, some ids of 15 signs."""
    if isinstance(value, bool):
        return str(value).lower()
    if name == "account_id" and isinstance(value, str):
        return value[:15]
    if isinstance(value, str) and len(value) == 19 and value[10] == " ":
        return f"{value[:10]}T{value[11:]}.000Z"
    return value


def _day(at: int) -> str:
    return (moment(at) or "")[:10]
