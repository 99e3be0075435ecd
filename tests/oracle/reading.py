"""From an extracts folder to the rows that are kept, and the fate of all the others."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from tests.oracle.cells import NotReadableError, Value, as_text, as_value, date_in

Row = dict[str, Value]

METRICS = (
    "first_reply|next_reply|requester_wait|agent_work|pausable_update|periodic_update|resolution"
)
MEASURES = "csat|nps|ces_1|ces_2|enps|employee_satisfaction|fcr|other"
#: Port: key, required columns, and what the columns that are not text must be.
PORTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "tickets": (
        "ticket_id",
        "ticket_id opened_at",
        {"opened_at": "time", "first_replied_at": "time", "resolved_at": "time"}
        | {"closed_at": "time", "reopen_count": "whole", "reassignment_count": "whole"}
        | {"is_deleted": "yes", "is_spam": "yes", "is_test": "yes"},
    ),
    "ticket_events": (
        "ticket_event_id",
        "ticket_event_id ticket_id event_at event_type",
        {"event_at": "time", "sequence_number": "whole"},
    ),
    "sla_targets": (
        "sla_target_id",
        "sla_target_id ticket_id sla_metric tier applied_at",
        {"sla_metric": METRICS, "tier": "computed|vendor_due|vendor_verdict"}
        | {"target_seconds": "number", "is_business_time": "yes", "is_met": "yes"}
        | {"applied_at": "time", "superseded_at": "time", "due_at": "time", "decided_at": "time"},
    ),
    "ticket_schedules": (
        "ticket_id applied_at",
        "ticket_id schedule_id applied_at",
        {"applied_at": "time"},
    ),
    "agents": ("agent_id", "agent_id", {"is_active": "yes", "created_at": "time"}),
    "teams": ("team_id", "team_id", {"support_tier": "whole", "is_active": "yes"}),
    "customer_keys": (
        "person_id key_type key",
        "person_id key_type key",
        {"key_type": "email|phone|external_id|merged_into|account", "observed_at": "time"},
    ),
    "calls": (
        "call_id",
        "call_id started_at",
        {f"{name}_at": "time" for name in ("started", "queued", "answered", "ended")}
        | {f"{name}_seconds": "number" for name in ("wait", "talk", "hold", "wrap")},
    ),
    "customers": (
        "customer_id",
        "customer_id customer_kind",
        {"customer_kind": "account|person", "created_at": "time"}
        | {"is_deleted": "yes", "is_test": "yes"},
    ),
    "subscriptions": (
        "subscription_id starts_on",
        "subscription_id customer_id starts_on",
        {"starts_on": "date", "ends_on": "date", "cancel_requested_at": "time"}
        | {"is_trial": "yes", "is_voluntary_end": "yes", "monthly_amount": "number"},
    ),
    "orders": (
        "order_id",
        "order_id customer_id ordered_at",
        {"ordered_at": "time", "order_amount": "number", "is_cancelled": "yes"},
    ),
    "survey_invitations": (
        "invitation_id",
        "invitation_id instrument_id sent_at",
        {"audience": "customer|employee", "sent_at": "time"},
    ),
    "survey_responses": (
        "response_id question_id",
        "response_id question_id instrument_id measure scale_min scale_max",
        {"measure": MEASURES, "audience": "customer|employee", "responded_at": "time"}
        | {"scale_min": "number", "scale_max": "number", "score": "number"}
        | {"response_weight": "number", "higher_is_better": "yes"}
        | {"is_test": "yes", "is_partial": "yes"},
    ),
    "feedback": ("feedback_id", "feedback_id given_at", {"given_at": "time"}),
}


@dataclass
class Reading:
    """The kept rows of a port, and what became of all that was delivered."""

    kept: list[Row] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)
    rejected: set[tuple[str, int]] = field(default_factory=set)


def records(path: Path) -> Iterator[dict[str, str | None]]:
    """Yield the raw records of one file, every cell as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    elif path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield {name: as_text(value) for name, value in json.loads(line).items()}
    else:
        with duckdb.connect() as connection:
            found = connection.execute("select * from read_parquet(?)", [str(path)])
            names = [column[0] for column in found.description or []]
            for values in found.fetchall():
                yield dict(zip(names, map(as_text, values), strict=True))


def read_row(port: str, record: dict[str, str | None]) -> Row:
    """Give the row with its values; raise if it must be rejected."""
    _, required, kinds = PORTS[port]
    kinds = kinds | {"source_updated_at": "time"}
    row = {name: as_value(cell, kinds.get(name, "text")) for name, cell in record.items()}
    if any(row.get(name) is None for name in required.split()):
        raise NotReadableError
    return row


class Version(NamedTuple):
    """One version of a row: when it was changed, if told; the date of its file; what it says."""

    updated_at: datetime | None
    of_file: datetime
    content: str
    row: Row


def winner(versions: list[Version]) -> Row:
    """Choose by update time if every version has one, else by the file's date; then by content."""
    if all(version.updated_at for version in versions):
        return max(versions, key=lambda v: (v.updated_at or datetime.min, v.content)).row
    return max(versions, key=lambda v: (v.of_file, v.updated_at or datetime.min, v.content)).row


def read_port(extracts: Path, port: str, loaded_at: datetime) -> Reading:
    """Read every extract of the port and keep the latest version of each key."""
    folder = extracts / "custom"
    paths = [*folder.glob(f"{port}.*"), *(folder / port).rglob("*.*")]
    reading = Reading()
    versions: dict[tuple[Value, ...], list[Version]] = {}
    for path in sorted(path for path in paths if path.is_file()):
        file = path.relative_to(extracts).as_posix()
        for ordinal, record in enumerate(records(path), start=1):
            try:
                row = read_row(port, record)
            except NotReadableError:
                reading.rejected.add((file, ordinal))
                reading.fates["rejected"] += 1
                continue
            updated_at = row.get("source_updated_at")
            assert updated_at is None or isinstance(updated_at, datetime)
            key = tuple(row[name] for name in PORTS[port][0].split())
            content = repr(sorted(item for item in row.items() if item[1] is not None))
            versions.setdefault(key, []).append(
                Version(updated_at, date_in(file) or loaded_at, content, row)
            )
    for rows in versions.values():
        reading.kept.append(winner(rows))
        reading.fates["kept"] += 1
        reading.fates["duplicate"] += len(rows) - 1
    return reading


def vocabularies(seed: Path) -> dict[tuple[str, str], str]:
    """Read (vocabulary, vendor word) to port word."""
    with seed.open(encoding="utf-8", newline="") as lines:
        return {
            (line["vocabulary"], line["vendor_word"]): line["port_word"]
            for line in csv.DictReader(lines)
        }
