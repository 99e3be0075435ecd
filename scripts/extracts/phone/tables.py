"""Simulated columns as DuckDB tables, and JSON lines out of them.

A vendor's object is put together as text by one SQL expression; that is many times faster than
objects in Python, and the bytes are the same every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from scripts.extracts.clock import midnight
from scripts.extracts.delivery import extract_days
from scripts.extracts.files import FORMATS, Written
from scripts.extracts.model import Organisation
from scripts.extracts.organisation import BOT
from scripts.extracts.phone.book import Book, our_line
from scripts.extracts.phone.plan import FIRST_PHONE_AGENT, QUEUES
from scripts.extracts.zendesk_tables import group_id, user_id

Columns = Mapping[str, NDArray[Any]]

MACROS = """
create macro instant(moment) as
    coalesce(strftime(make_timestamp(moment * 1000000), '"%Y-%m-%dT%H:%M:%SZ"'), 'null');
create macro number(n) as coalesce(cast(n as varchar), 'null');
create macro quoted(t) as coalesce('"' || t || '"', 'null');
create macro flag(b) as if(b, 'true', 'false');
create macro uuid_of(name) as cast(cast(md5(name) as uuid) as varchar);
"""


class Tables:
    """An in-memory database with the queues and callers in it."""

    def __init__(self, organisation: Organisation, book: Book) -> None:
        self._start, self._end = organisation.start_at, organisation.end_at
        # one thread: the same order, so the same bytes
        self._connection = duckdb.connect(config={"threads": 1})
        self._names: set[str] = set()
        self._connection.execute(MACROS)
        self._add_queues()
        self._add_callers(organisation, book)
        self._add_people(organisation)

    def add(self, name: str, columns: Columns) -> None:
        """Put columns into a table, which the first of them create."""
        arrays = dict(columns)  # noqa: F841 - the database finds it by its name
        is_new = name not in self._names
        self._names.add(name)
        begin = f"create table {name} as" if is_new else f"insert into {name}"
        self._connection.execute(f"{begin} select * from arrays")  # noqa: S608 - our own name

    def run(self, script: str, **values: int | float | str) -> None:
        """Run a script; `$name` stands for a value, `$start` and `$end` for the period."""
        script = filled(script, start=self._start, end=self._end, **values)
        for statement in script.split(";"):
            if statement.strip():
                self._connection.execute(statement)

    def write_lines(self, folder: Path, rows: str, line: str) -> Iterator[Written]:
        """Write an expression over rows as JSON lines, one a row, into the extracts.

        `rows` is a select with `delivered_at`, which tells the extract, and `place`; these two
        order the lines. In `line` they are `r`.
        """
        # a delimiter that no text has: what is written is the line and nothing else
        raw = "format csv, header false, quote '', escape '', delimiter e'\\x01'"
        yield from self._write(folder, rows, line, "jsonl", raw)

    def write_rows(self, folder: Path, rows: str, columns: str, form: str) -> Iterator[Written]:
        """Write columns of rows into the extracts, in one of FORMATS; `rows` as above."""
        yield from self._write(folder, rows, columns, form, FORMATS[form])

    def _write(
        self, folder: Path, rows: str, columns: str, suffix: str, options: str
    ) -> Iterator[Written]:
        days = extract_days(self._start, self._end)
        folder.mkdir(parents=True, exist_ok=True)
        # sorted once, while the rows are narrow
        self._connection.execute(
            f"create or replace table ready as {rows} order by delivered_at, place"
        )
        since = 0
        for day in days:
            until = midnight(day) if day != days[-1] else 1 << 40
            path = folder / f"{day.isoformat()}.{suffix}"
            target = "'" + str(path).replace("'", "''") + "'"
            done = self._connection.execute(
                f"copy (select {columns} from ready as r where delivered_at > {since} "  # noqa: S608
                f"and delivered_at <= {until}) to {target} ({options})"
            ).fetchone()
            since = until
            count = int(done[0]) if done else 0
            if count:
                yield Written(folder.name, path, count, path.stat().st_size)
            else:
                path.unlink()
        self._connection.execute("drop table ready")

    def _add_queues(self) -> None:
        self._connection.execute(
            "create table queues (queue bigint, name varchar, system varchar, line varchar, "
            "group_id bigint)"
        )
        self._connection.executemany(
            "insert into queues values (?, ?, ?, ?, ?)",
            [
                (each.number, each.name, each.system, our_line(each.number), group_id(each.number))
                for each in QUEUES
            ],
        )

    def _add_people(self, organisation: Organisation) -> None:
        """List who may be on the phone; those in no helpdesk have been there from the start."""
        agents = {agent.number: (agent.hired_at, agent.left_at) for agent in organisation.agents}
        for other in range(FIRST_PHONE_AGENT, BOT):
            agents[other] = (organisation.start_at, None)
        people: Columns = {
            "agent": np.array(list(agents)),
            "hired_at": np.array([hired_at for hired_at, _ in agents.values()]),
            "is_active": np.array([left_at is None for _, left_at in agents.values()]),
        }
        self.add("people", people)

    def _add_callers(self, organisation: Organisation, book: Book) -> None:
        """List numbers and customers; the helpdesk may know a customer, and the number or not."""
        people = organisation.customers
        known = [person.is_recorded and person.phone is not None for person in people]
        people_columns: Columns = {
            "customer": np.arange(len(people)),
            "user_id": np.array([user_id(person.number) for person in people]),
            "crm": np.array([person.crm_number or 0 for person in people]),
            "is_known": np.array(known),
        }
        numbers: Columns = {"number": np.arange(len(book.numbers)), "phone": np.array(book.numbers)}
        self.add("customers", people_columns)
        self.add("numbers", numbers)


def filled(script: str, **values: int | float | str) -> str:
    """Put values where `$name` stands; the names must not begin with one another."""
    for name, value in values.items():
        script = script.replace(f"${name}", str(value))
    return script
