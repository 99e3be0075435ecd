"""Zendesk Support as its own API gives it and Airbyte lands it: one writer for the organisation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from scripts.extracts.clock import DAY
from scripts.extracts.delivery import Delivery
from scripts.extracts.files import Written
from scripts.extracts.json_lines import LineSpool
from scripts.extracts.model import Organisation, TicketHistory
from scripts.extracts.zendesk_api_audits import AuditTrail
from scripts.extracts.zendesk_api_reference import write_reference
from scripts.extracts.zendesk_api_tickets import write_ticket
from scripts.extracts.zendesk_news import TICKET_SENT_AGAIN, versions

TABLES = (
    "tickets",
    "ticket_audits",
    "users",
    "groups",
    "organizations",
    "sla_policies",
    "schedules",
)
STAMP = "_airbyte_extracted_at"


class ZendeskApi:
    """Writes histories into `<folder>/<table>/<day of the extract>.jsonl`, whatever the format.

    It tells what the Fivetran shape tells, as far as the API does. The API knows neither which
    schedule a ticket was on nor holidays nor what a policy promised before; a policy or schedule
    comes only as it is at the end. What goes wrong on the way is drawn from a chance of its own.
    """

    tables: tuple[str, ...] = TABLES

    def __init__(self, folder: Path, organisation: Organisation, seed: int) -> None:
        self._organisation = organisation
        self._spool = LineSpool(folder, STAMP)
        chance = Random(f"{seed}/zendesk_api")  # noqa: S311 - reproducible, not secret
        start_at, end_at = organisation.start_at, organisation.end_at
        self._delivery = Delivery(self._spool, chance, start_at, end_at)
        self._trail = AuditTrail(organisation)

    def write(self, history: TicketHistory) -> None:
        """Deliver one ticket and its audits; sometimes all of them again later."""
        delivery, rng = self._delivery, self._delivery.rng
        base = rng.randrange(900)
        audits = self._trail.audits(history)
        for at, line in audits:
            delivery.send("ticket_audits", at, base, line)
        for version in versions(history, delivery):
            write_ticket(history, version, base, delivery)
        if rng.random() < TICKET_SENT_AGAIN:
            again_at = audits[-1][0] + rng.randrange(DAY, 60 * DAY)
            if delivery.is_before_end(again_at):
                for at, line in audits:
                    delivery.send("ticket_audits", max(at, again_at), base, line)

    def finish(self, file_format: str, tell: Callable[[str], None]) -> list[Written]:  # noqa: ARG002
        """Deliver everything else; objects stay JSON lines."""
        write_reference(self._organisation, self._delivery)
        return self._spool.finish(tell)
