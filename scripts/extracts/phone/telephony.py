"""All phone extracts of one organisation: a writer that listens to tickets, then makes calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import numpy as np

from scripts.extracts.files import Written
from scripts.extracts.model import Organisation, TicketHistory
from scripts.extracts.phone import amazon_connect, wfm, zendesk_talk
from scripts.extracts.phone.book import open_book, our_line
from scripts.extracts.phone.plan import CONNECT, TALK
from scripts.extracts.phone.simulation import PhoneSimulation
from scripts.extracts.phone.tables import Tables

# Talk belongs to the helpdesk's account: same folder, same ids of agents, groups and tickets
HELPDESK = "zendesk"
WORKFORCE = "custom"  # the workforce system has no adapter: its files are in the ports' columns
TABLES = {
    CONNECT: ("contact_records",),
    HELPDESK: ("calls", "call_legs"),
    WORKFORCE: ("agent_states", "agents"),
}
CHANCES = {
    "segments": ("u_lag", "u_twice", "u_again", "u_late", "u_ends"),
    "agent_states": ("u_twice", "u_ends"),
}
SETTLES_IN = 600  # seconds until the last detail of a call is known
CUT = f"""
delete from segments where ended_at + wrap + {SETTLES_IN} >= $end;
delete from agent_states where started_at >= $end;
update agent_states set ended_at = least(ended_at, $end);
"""  # noqa: S608 - numbers are our own


class Telephony:
    """Writes `<folder>/<vendor>/<table>/<day of the extract>` for about so many calls.

    Chance comes from a stream of its own: with or without calls, tickets are the same.
    """

    def __init__(self, folder: Path, organisation: Organisation, seed: int, calls: int) -> None:
        self._folder, self._organisation = folder, organisation
        self._seed, self._calls = seed, calls
        self._book = open_book(organisation)

    def write(self, history: TicketHistory) -> None:
        """Listen: a ticket is a reason to call."""
        self._book.note(history)

    def finish(self, file_format: str, tell: Callable[[str], None]) -> list[Written]:
        """Simulate the calls and write all files; objects are JSON lines, whatever the format."""
        end_at = self._organisation.end_at
        tell("calls")
        tables = Tables(self._organisation, self._book)
        self._simulate(tables)
        period = end_at - self._organisation.start_at
        new_from = end_at - round(period * (1 - amazon_connect.NEW_FIELDS_FROM))
        written = []
        for vendor, files in (
            (CONNECT, amazon_connect.write(tables, self._folder / CONNECT, self._seed, new_from)),
            (TALK, zendesk_talk.write(tables, self._folder / HELPDESK, our_line(19))),
            (WORKFORCE, wfm.write(tables, self._folder / WORKFORCE, file_format)),
        ):
            tell(vendor)
            written += list(files)
        return written

    def _simulate(self, tables: Tables) -> None:
        """Let the phones ring; what happened is in the tables `segments` and `agent_states`."""
        phone = PhoneSimulation(self._organisation, self._book, self._calls, self._seed)
        phone.run()
        chance = np.random.Generator(np.random.PCG64([self._seed, 1]))
        for name, rows in (("segments", phone.segments), ("agent_states", phone.states)):
            for columns in rows.drain():
                count = len(next(iter(columns.values())))
                drawn = {each: chance.random(count) for each in CHANCES[name]}
                tables.add(name, columns | drawn)
        tables.run(CUT)


def clear(folder: Path) -> None:
    """Remove the phone extracts of an earlier run."""
    for vendor, tables in TABLES.items():
        for table in tables:
            rmtree(folder / vendor / table, ignore_errors=True)
