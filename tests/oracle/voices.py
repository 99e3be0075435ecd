"""Where a voice belongs: whose it is, and on what channel, with which team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.oracle.calls import Call
from tests.oracle.customers import Identities, person_of
from tests.oracle.daily import Dimensions
from tests.oracle.reading import Row
from tests.oracle.tickets import Ticket, Words, prefixed, word


def channel_of(words: Words, cell: object) -> str:
    """Translate a survey's channel: one of tickets, or one that only surveys have."""
    own = word(words, "channel", cell)
    return word(words, "survey_channel", cell) if own == "unmapped" else own


@dataclass(frozen=True)
class Places:
    """All that a voice may speak of."""

    known: Identities
    words: Words
    tickets: dict[str, Ticket]
    calls: dict[str, Call]
    #: Home team of the agents that did no work that would tell of another.
    home_teams: dict[str, str | None]

    def customer(self, port: str, row: Row) -> str | None:
        return self.known.customer_of(person_of(port, row))

    def dimensions(self, port: str, row: Row, at: datetime) -> Dimensions:
        """Give those of the ticket at that moment, else of the call, else the voice's own."""
        segment = self.known.segment_of(self.customer(port, row))
        ticket = self.tickets.get(prefixed(row.get("ticket_id")) or "")
        call = self.calls.get(prefixed(row.get("call_id")) or "")
        own_team = prefixed(row.get("team_id"))
        if ticket:
            channel, team, priority, _ = ticket.dimensions_at(at)
            return channel, own_team or team, priority, segment
        if call:
            return call.channel, own_team or call.team_id or "unknown", "not_applicable", segment
        agent = prefixed(row.get("agent_id"))
        team = own_team or self.home_teams.get(agent or "") or "unknown"
        channel = "unknown" if port == "feedback" else channel_of(self.words, row.get("channel"))
        return channel, team, "not_applicable", segment
