"""The helpdesk's own telephone: its calls and legs, in the words of the ports."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.oracle.calls import Call, Leg, instant, later, seconds
from tests.oracle.tickets import Words, word
from tests.oracle.zendesk import prefixed


def latest_rows(folder: Path) -> list[dict[str, Any]]:
    """Keep of each object the version that changed last, then that which was loaded last."""
    latest: dict[int, tuple[tuple[str, str, str], dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                found = json.loads(line)
                version = (found["updated_at"], found["_airbyte_extracted_at"], line)
                kept = latest.get(found["id"])
                if kept is None or version > kept[0]:
                    latest[found["id"]] = version, found
    return [found for _, found in latest.values()]


def begun_at(row: dict[str, Any]) -> datetime:
    moment = instant(row["created_at"])
    assert moment
    return moment


def ended_at(row: dict[str, Any]) -> datetime | None:
    """Give the end; one before the start is unknown."""
    lasted = seconds(row.get("duration"))
    return None if lasted is None else later(begun_at(row), lasted)


def outcome_of(row: dict[str, Any], words: Words) -> str:
    """Tell how a call ended; completed is not answered where nobody took it."""
    outcome = word(words, "call_outcome", row.get("completion_status"))
    is_taken = row.get("agent_id") or row.get("time_to_answer") is not None
    if row.get("completion_status") != "completed" or is_taken:
        return outcome
    if row.get("voicemail"):
        return "voicemail"
    return "ivr_only" if row.get("outside_business_hours") else "flow_out"


def call_of(
    row: dict[str, Any], words: Words, requesters: dict[int, int | None], transfers: int | None
) -> Call:
    started_at = begun_at(row)
    outcome = outcome_of(row, words)
    direction = word(words, "call_direction", row.get("direction"))
    is_closed = outcome == "voicemail" and row.get("outside_business_hours")
    is_queued = direction == "inbound" and outcome != "ivr_only" and not is_closed
    to_answer = seconds(row.get("time_to_answer"))
    person = row.get("customer_id") or requesters.get(row.get("ticket_id") or 0)
    is_answered = outcome == "answered" and to_answer is not None
    return Call(
        call_id=str(prefixed(row["id"])),
        direction="callback" if row.get("callback") else direction,
        channel="phone",
        caller=prefixed(person or None),
        ticket_id=prefixed(row.get("ticket_id") or None),
        team_id=prefixed(row.get("call_group_id") or None),
        outcome=outcome,
        started_at=started_at,
        queued_at=later(started_at, seconds(row.get("ivr_time_spent"))) if is_queued else None,
        answered_at=later(started_at, to_answer) if is_answered else None,
        ended_at=ended_at(row),
        wait=seconds(row.get("wait_time")) if is_queued else None,
        talk=seconds(row.get("talk_time")),
        hold=seconds(row.get("hold_time")),
        wrap=seconds(row.get("wrap_up_time")),
        transfers=transfers,
    )


def leg_of(row: dict[str, Any], words: Words) -> Leg:
    """Give an agent's leg; it names no group, and not when it was picked up."""
    status = str(row.get("completion_status"))
    outcome = words.get(("leg_outcome", status)) or word(words, "call_outcome", status)
    if outcome == "answered" and row.get("transferred_to"):
        outcome = "transferred"
    return Leg(
        *(str(prefixed(row["id"])), str(prefixed(row["call_id"])), None, outcome),
        *(begun_at(row), None, ended_at(row)),
        *(seconds(row.get(f"{kind}_time")) for kind in ("talk", "hold", "wrap_up")),
    )


def talk_calls(
    extracts: Path, words: Words, requesters: dict[int, int | None]
) -> tuple[list[Call], list[Leg]]:
    """Give every call, and the legs of agents."""
    folder = extracts / "zendesk"
    leg_rows = latest_rows(folder / "call_legs")
    transfers = Counter(row["call_id"] for row in leg_rows if row.get("transferred_to"))
    with_legs = {row["call_id"] for row in leg_rows}
    calls = [
        call_of(
            *(row, words, requesters),
            transfers[row["id"]] if row["id"] in with_legs else None,
        )
        for row in latest_rows(folder / "calls")
    ]
    legs = [leg_of(row, words) for row in leg_rows if row["type"] == "agent"]
    return calls, legs


def call_takers(extracts: Path) -> frozenset[int]:
    """Give who ever took a call, in any version of any row."""
    taken: set[int] = set()
    for path in sorted((extracts / "zendesk" / "calls").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            taken.update(json.loads(line).get("agent_id") or 0 for line in lines)
    return frozenset(taken - {0})
