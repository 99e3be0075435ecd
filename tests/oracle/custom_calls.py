"""Calls of the custom port, as they stood at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import cast

from tests.oracle.calls import Call
from tests.oracle.customers import Identities, plain_key
from tests.oracle.reading import Row
from tests.oracle.tickets import Words, prefixed, word


def caller_of(row: Row, known: Identities) -> str | None:
    """Give the identity that called: the one named, else the only one with that phone."""
    if row.get("caller_id") is not None:
        return known.identity_of(prefixed(row["caller_id"]))
    told = row.get("caller_key")
    if told is None:
        return None
    kind = "email" if "@" in str(told) else "phone"
    return known.owners.get(plain_key(kind, str(told)))


def custom_calls(
    rows: Iterable[Row], words: Words, known: Identities, as_of: datetime
) -> dict[str, Call]:
    """Give every call that had begun."""
    found = {}
    for row in rows:
        call = Call(
            call_id=str(prefixed(row["call_id"])),
            direction=word(words, "direction", row.get("direction")),
            channel=word(words, "call_channel", row.get("channel")),
            caller=caller_of(row, known),
            ticket_id=prefixed(row.get("ticket_id")),
            team_id=prefixed(row.get("team_id")),
            outcome=word(words, "outcome", row.get("outcome")),
            started_at=cast(datetime, row["started_at"]),
            queued_at=cast(datetime | None, row.get("queued_at")),
            answered_at=cast(datetime | None, row.get("answered_at")),
            ended_at=cast(datetime | None, row.get("ended_at")),
            wait=cast(Decimal | None, row.get("wait_seconds")),
            talk=cast(Decimal | None, row.get("talk_seconds")),
            hold=cast(Decimal | None, row.get("hold_seconds")),
            wrap=cast(Decimal | None, row.get("wrap_seconds")),
            transfers=None,
        )
        standing = call.as_of(as_of)
        if standing:
            found[call.call_id] = standing
    return found
