"""Escalation rate: the share of solved tickets that had to go higher up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Fact, Key
from tests.oracle.reading import Row
from tests.oracle.tickets import Ticket, Words, prefixed, word


def read_tiers(rows: list[Row]) -> dict[str, int]:
    """Give the support tier of each team that has one."""
    return {
        str(prefixed(row["team_id"])): cast(int, row["support_tier"])
        for row in rows
        if row.get("support_tier") is not None
    }


def read_managers(rows: list[Row], words: Words) -> set[str]:
    return {
        str(prefixed(row["agent_id"]))
        for row in rows
        if word(words, "agent_role", row.get("agent_role")) == "manager"
    }


def changes(ticket: Ticket, kind: str) -> Iterator[tuple[str | None, str | None]]:
    """Yield what was before and after each change; who is not named is who came last."""
    last = None
    for event in ticket.events:
        if event.kind == kind:
            yield event.from_value or last, event.to_value
            last = event.to_value


def escalation_rate(
    tickets: dict[str, Ticket],
    tiers: dict[str, int],
    managers: set[str],
    as_of: datetime,
    zone: ZoneInfo,
) -> dict[Key, Fact]:
    daily = Daily(zone)
    events = [event for ticket in tickets.values() for event in ticket.events]
    can_tell = {
        "functional": bool(tiers),
        "hierarchical": bool(managers) or any(event.kind == "escalated" for event in events),
    }
    for ticket in tickets.values():
        if ticket.is_left_out or ticket.is_outbound or not ticket.has_events:
            continue
        went_up = {"functional": 0, "hierarchical": 0}
        for before, after in changes(ticket, "team_assigned"):
            if before in tiers and after in tiers and tiers[after] > tiers[before]:
                went_up["functional"] += 1
        for before, after in changes(ticket, "agent_assigned"):
            if after in managers and before not in managers:
                went_up["hierarchical"] += 1
        went_up["hierarchical"] += sum(event.kind == "escalated" for event in ticket.events)
        for variant in ("any", "functional", "hierarchical"):
            kinds = [variant] if variant != "any" else list(went_up)
            if not any(can_tell[kind] for kind in kinds):
                continue
            anchor, atom = as_of, cast(Fact, (0, 0, 0, 1, None))
            if ticket.is_solved:
                anchor = ticket.solves[-1].at
                escalated = int(any(went_up[kind] for kind in kinds))
                closed_at = ticket.closed_at
                final_on = None if closed_at is None else daily.day_after(closed_at)
                atom = (escalated, 1, escalated, 0, final_on)
            daily.add(variant, anchor, ticket.dimensions_at(anchor), atom)
    return daily.facts
