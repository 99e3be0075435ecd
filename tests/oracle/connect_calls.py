"""Contact records, put together into calls: each record is a leg, its first record names it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.oracle.calls import Call, Leg, instant, seconds, total
from tests.oracle.tickets import Words, word

VENDOR = "amazon_connect:main:"
TICKET = "zendesk:main:"


@dataclass(frozen=True)
class Record:
    """The latest version of one contact record."""

    key: str
    call: str
    origin: str
    channel: str
    caller: str | None
    ticket: str | None
    queue: str | None
    started_at: datetime
    queued_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    is_transferred: bool
    wait: Decimal | None
    talk: Decimal | None
    hold: Decimal | None
    wrap: Decimal | None

    @property
    def is_handled(self) -> bool:
        return self.answered_at is not None and self.origin != "listening"


def latest_records(folder: Path) -> list[dict[str, Any]]:
    """Keep of each record the version that changed last."""
    latest: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                found = json.loads(line)
                version = (found["LastUpdateTimestamp"], line, found)
                kept = latest.get(found["ContactId"])
                if kept is None or version[:2] > kept[:2]:
                    latest[found["ContactId"]] = version
    return [version[2] for version in latest.values()]


def caller_of(endpoint: dict[str, Any] | None, words: Words) -> str | None:
    """Give the number with its country, or the address; whatever else unites nobody."""
    address = (endpoint or {}).get("Address")
    kind = word(words, "address_type", (endpoint or {}).get("Type"))
    is_known = address and (kind == "email" or (kind == "phone" and address.startswith("+")))
    return f"{VENDOR}{address}" if is_known else None


def record_of(found: dict[str, Any], words: Words) -> Record:
    queue, agent = found.get("Queue") or {}, found.get("Agent") or {}
    ticket = (found.get("Attributes") or {}).get("ticket_id")
    started_at = instant(found["InitiationTimestamp"])
    assert started_at
    return Record(
        key=found["ContactId"],
        call=found.get("InitialContactId") or found["ContactId"],
        origin=word(words, "origin", found.get("InitiationMethod")),
        channel=word(words, "channel", found.get("Channel")),
        caller=caller_of(found.get("CustomerEndpoint"), words),
        ticket=f"{TICKET}{ticket}" if ticket else None,
        queue=f"{VENDOR}{queue['ARN']}" if queue.get("ARN") else None,
        started_at=started_at,
        queued_at=instant(queue.get("EnqueueTimestamp")),
        answered_at=instant(agent.get("ConnectedToAgentTimestamp")),
        ended_at=instant(found.get("DisconnectTimestamp")),
        is_transferred=found.get("TransferCompletedTimestamp") is not None,
        wait=seconds(queue.get("Duration")),
        talk=seconds(agent.get("AgentInteractionDuration")),
        hold=seconds(agent.get("CustomerHoldDuration")),
        wrap=seconds(agent.get("AfterContactWorkDuration")),
    )


def outcome_of(record: Record, followers: list[Record]) -> str:
    """Tell how one record ended, by what followed it."""
    is_called_back = any(follower.origin == "callback" for follower in followers)
    is_followed = any(follower.origin not in ("callback", "aftermath") for follower in followers)
    if record.is_handled:
        return "transferred" if is_followed or record.is_transferred else "answered"
    if is_called_back:
        return "callback"
    if record.queued_at is None:
        return "ivr_only"
    if is_followed or record.is_transferred:
        return "flow_out"
    return "abandoned" if record.ended_at else "in_queue"


def first(values: list[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def call_of(key: str, records: list[Record], outcomes: list[str]) -> Call:
    """Say what the records of a chain, in order, say together."""
    opening = records[0]
    handled = [place for place, record in enumerate(records) if record.is_handled]
    queued = [place for place, record in enumerate(records) if record.queued_at]
    backs = [n for n, record in enumerate(records) if n > 0 and record.origin == "callback"]
    if backs and not (handled and handled[0] < backs[0]):
        outcome, waits = "callback", records[: backs[0]]
    elif handled:
        outcome, waits = "answered", records[: handled[0] + 1]
    else:
        outcome, waits = outcomes[queued[-1]] if queued else outcomes[0], records
    is_first_known = opening.key == key
    is_way = opening.origin in ("inbound", "outbound", "callback")
    work = [records[place] for place in handled]
    ends = [record.ended_at for record in records if record.ended_at]
    ended_at = max(ends) if ends else None
    return Call(
        call_id=f"{VENDOR}{key}",
        direction=opening.origin if is_first_known and is_way else "unmapped",
        channel=opening.channel,
        caller=first([record.caller for record in records]),
        ticket_id=first([record.ticket for record in records]),
        team_id=first([record.queue for record in records]),
        outcome=outcome,
        started_at=opening.started_at,
        queued_at=records[queued[0]].queued_at if queued else None,
        answered_at=work[0].answered_at if outcome == "answered" else None,
        ended_at=ended_at if ended_at and ended_at >= opening.started_at else None,
        wait=total([record.wait for record in waits]),
        talk=total([record.talk for record in work]),
        hold=total([record.hold for record in work]),
        wrap=total([record.wrap for record in work]),
        transfers=outcomes.count("transferred"),
    )


def leg_of(key: str, record: Record, outcome: str) -> Leg:
    ended_at = record.ended_at
    return Leg(
        *(f"{VENDOR}{record.key}", f"{VENDOR}{key}", record.queue, outcome),
        *(record.started_at, record.answered_at),
        ended_at if ended_at and ended_at >= record.started_at else None,
        *(record.talk, record.hold, record.wrap),
    )


def connect_calls(extracts: Path, words: Words) -> tuple[list[Call], list[Leg]]:
    """Give every call, and every leg that an agent took."""
    chains: dict[str, list[Record]] = defaultdict(list)
    nexts: dict[str, str] = {}
    for found in latest_records(extracts / "amazon_connect" / "contact_records"):
        record = record_of(found, words)
        chains[record.call].append(record)
        if found.get("PreviousContactId"):
            nexts[record.key] = found["PreviousContactId"]
    calls, legs = [], []
    for key, records in chains.items():
        records.sort(key=lambda record: (record.started_at, record.key))
        followers: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.key in nexts:
                followers[nexts[record.key]].append(record)
        outcomes = [outcome_of(record, followers[record.key]) for record in records]
        calls.append(call_of(key, records, outcomes))
        taken = zip(records, outcomes, strict=True)
        legs += [leg_of(key, one, outcome) for one, outcome in taken if one.is_handled]
    return calls, legs
