"""Calls around the openings of tickets, by which a ticket is outbound or not, whoever wrote it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import duckdb

from tests.oracle.talk_calls import latest_rows

LOADED_AT = "2026-11-14T06:00:00Z"
FIRST_ID = 990_000_000_000
#: Of the tickets of customers one in so many has a call added beside its opening.
ONE_IN = 3


class Beside(NamedTuple):
    """A call that names a ticket, by its seconds before the opening."""

    direction: str
    begins: int
    ends: int


OURS = Beside("outbound", 300, -600)
THEIRS = Beside("inbound", 200, 100)
CASES = (
    [OURS],
    [Beside("outbound", 3900, 3600)],  # an hour before, which is near enough
    [Beside("outbound", 3900, 3601)],
    [Beside("outbound", -1, -60)],
    [Beside("internal", 300, 200)],
    [OURS, THEIRS],  # nobody looks for ours if there is one of theirs
)
#: Agents wrote few tickets, and most shall be about a call.
CASES_OF_AGENTS = ([THEIRS], [OURS, THEIRS], [Beside("inbound", 3900, 3601)], [THEIRS], [OURS])

TICKETS = """
select id, min(created_at), bool_or(submitter_id <> requester_id) and via_channel <> 'voice'
from read_parquet('{folder}/ticket/*.parquet')
group by id, via_channel
order by id
"""


def moment(at: datetime) -> str:
    return f"{at.isoformat()}Z"


def add_opening_calls(extracts: Path) -> None:
    """Add calls beside openings to the helpdesk's own, and make some ours that were theirs."""
    folder = extracts / "zendesk"
    known = latest_rows(folder / "calls")
    again = {"updated_at": LOADED_AT, "_airbyte_extracted_at": LOADED_AT}
    added = [
        row | again | {"direction": "outbound"}
        for row in known
        if row["ticket_id"] and row["ticket_id"] % 5 == 0
    ]
    like = next(row for row in known if row["agent_id"] and row["direction"] == "outbound") | again
    first = min(row["created_at"] for row in known)
    cases, cases_of_agents = cycle(CASES), cycle(CASES_OF_AGENTS)
    tickets = duckdb.connect().execute(TICKETS.format(folder=folder)).fetchall()
    for ticket_id, opened_at, is_by_agent in tickets:
        # some tickets are older than the telephone
        if moment(opened_at) < first or (not is_by_agent and ticket_id % ONE_IN):
            continue
        for call in next(cases_of_agents if is_by_agent else cases):
            began_at, lasts = opened_at - timedelta(seconds=call.begins), call.begins - call.ends
            added.append(
                like
                | {"id": FIRST_ID + len(added), "created_at": moment(began_at)}
                | {"direction": call.direction, "ticket_id": ticket_id, "customer_id": None}
                | {"duration": lasts, "talk_time": lasts, "time_to_answer": 0}
            )
    with (folder / "calls" / "2026-11-14.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in added)
