"""Zendesk Support as Fivetran lands it: one writer for the whole organisation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from scripts.extracts.delivery import Delivery
from scripts.extracts.files import Spool, Written
from scripts.extracts.model import Organisation, TicketHistory
from scripts.extracts.zendesk_reference import write_reference
from scripts.extracts.zendesk_tables import TABLES
from scripts.extracts.zendesk_tickets import TicketWriter


class ZendeskFivetran:
    """Writes histories into `<folder>/<table>/<day of the extract>.<format>`.

    What goes wrong on the way is drawn from a chance of its own, so that another writer of the
    same seed tells the same histories.
    """

    tables: tuple[str, ...] = tuple(TABLES)

    def __init__(self, folder: Path, organisation: Organisation, seed: int) -> None:
        self._organisation = organisation
        self._spool = Spool(folder, TABLES)
        start_at, end_at = organisation.start_at, organisation.end_at
        chance = Random(f"{seed}/zendesk")  # noqa: S311 - reproducible, not secret
        self._delivery = Delivery(self._spool, chance, start_at, end_at)
        respelled_at = start_at + (end_at - start_at) // 3
        self._tickets = TicketWriter(self._delivery, on_hold_until=respelled_at)

    def write(self, history: TicketHistory) -> None:
        """Deliver one ticket."""
        self._tickets.write(history)

    def finish(self, file_format: str, tell: Callable[[str], None]) -> list[Written]:
        """Deliver everything else and put all files into their format."""
        write_reference(self._organisation, self._delivery)
        return self._spool.finish(file_format, tell)
