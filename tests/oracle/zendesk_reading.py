"""From the raw extracts of the helpdesk to the rows that are kept, and to all that were good."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

#: What a cell may hold is settled by its column, so cells are not typed once more here.
Raw = dict[str, Any]

NOWHEN = datetime.min


@dataclass(frozen=True)
class Table:
    """The columns of a table that matter: its key, its version, what must not be empty."""

    columns: str
    key: str
    required: str
    version: str = "_fivetran_synced"
    keeps: str = "last"


TABLES = {
    "ticket": Table(
        "id created_at updated_at status priority via_channel requester_id submitter_id assignee_id"
        " group_id merged_ticket_ids _fivetran_deleted _fivetran_synced",
        *("id", "id created_at", "updated_at _fivetran_synced"),
    ),
    "ticket_field_history": Table(
        "ticket_id field_name updated value user_id _fivetran_synced",
        *("ticket_id field_name updated value", "ticket_id field_name updated"),
        keeps="first",
    ),
    "ticket_comment": Table(
        "id ticket_id created user_id public _fivetran_deleted _fivetran_synced",
        *("id", "id ticket_id created"),
    ),
    "ticket_tag": Table("ticket_id tag _fivetran_synced", "ticket_id tag", "ticket_id tag"),
    "user": Table(
        "id email phone external_id role updated_at _fivetran_synced",
        *("id", "id", "updated_at _fivetran_synced"),
    ),
    "group": Table(
        "id name updated_at _fivetran_synced", "id", "id", "updated_at _fivetran_synced"
    ),
    "sla_policy_metric_history": Table(
        "sla_policy_id sla_policy_updated_at metric priority target business_hours"
        " _fivetran_synced",
        "sla_policy_id sla_policy_updated_at metric priority",
        "sla_policy_id sla_policy_updated_at metric target",
    ),
    "ticket_sla_policy": Table(
        "ticket_id sla_policy_id policy_applied_at _fivetran_synced",
        *["ticket_id sla_policy_id policy_applied_at"] * 2,
    ),
    "schedule": Table(
        "id time_zone start_time end_time created_at _fivetran_deleted _fivetran_synced",
        *("id start_time", "id time_zone start_time end_time"),
    ),
    "schedule_holiday": Table(
        "id schedule_id start_date end_date _fivetran_deleted _fivetran_synced",
        *("id", "id schedule_id start_date"),
    ),
    "ticket_schedule": Table(
        "ticket_id schedule_id created_at _fivetran_synced",
        *("ticket_id created_at", "ticket_id schedule_id created_at"),
    ),
}


@dataclass
class Extract:
    """One table: every good row that was ever delivered, and of each key the one that is kept."""

    good: list[Raw] = field(default_factory=list)
    kept: list[Raw] = field(default_factory=list)


def cell(name: str, value: object) -> object:
    """Trim; an empty cell is none; a day spelled out is a day."""
    if isinstance(value, str):
        value = value.strip() or None
        if value and name in ("start_date", "end_date"):
            return date.fromisoformat(str(value)[:10])
    return value


def read_table(extracts: Path, name: str) -> Extract:
    table = TABLES[name]
    columns = table.columns.split()
    extract = Extract()
    with duckdb.connect() as connection:
        paths = str(extracts / "zendesk" / name / "*.parquet")
        listed = ", ".join(f'"{column}"' for column in columns)
        found = connection.execute(
            f"select {listed} from read_parquet(?, union_by_name = true)", [paths]
        ).fetchall()
    required, key, version = (s.split() for s in (table.required, table.key, table.version))
    latest: dict[tuple[object, ...], tuple[tuple[object, ...], Raw]] = {}
    for values in found:
        row = {column: cell(column, value) for column, value in zip(columns, values, strict=True)}
        if any(row[column] is None for column in required):
            continue
        extract.good.append(row)
        of = tuple(row[column] for column in key)
        rank = tuple(row[column] or NOWHEN for column in version)
        if of in latest and (latest[of][0] <= rank if table.keeps == "first" else False):
            continue
        if of in latest and table.keeps == "last":
            rival_rank, rival = latest[of]
            if (rival_rank, repr(rival)) >= (rank, repr(row)):
                continue
        latest[of] = rank, row
    extract.kept = [row for _, row in latest.values()]
    return extract


def read_extracts(extracts: Path) -> dict[str, Extract]:
    return {name: read_table(extracts, name) for name in TABLES}
