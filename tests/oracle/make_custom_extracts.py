"""Make hostile random extracts of the custom ports.

python -m tests.oracle.make_custom_extracts EXTRACTS_FOLDER
"""

from __future__ import annotations

import csv
import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from tests.oracle.random_tickets import DAY, Maker, Row

#: Where the rows of a port go. The last one has no date in its path: its time is that of landing.
FILES = ("2026-02-22.csv", "2026-03-01.jsonl", "day=2026-03-08/part-0.parquet", "rest.csv")

#: What a bad cell says, by the kind of its column; every one makes its row unreadable.
BAD_CELLS: dict[str, list[str | None]] = {
    "opened_at": ["soon", "", None],
    "resolved_at": ["2026-13-45 10:00:00", "yesterday"],
    "is_spam": ["maybe"],
    "reopen_count": ["many"],
    "event_at": ["soon", "", "31/31/2026 10:00"],
    "event_type": ["", None],
    "sequence_number": ["third"],
    "sla_metric": ["", "patience"],
    "tier": [None, "guessed"],
    "applied_at": ["", "later"],
    "due_at": ["2026-02-30 10:00:00"],
    "is_met": ["perhaps"],
    "ticket_id": ["", None],
    "support_tier": ["first"],
    "team_id": ["", None],
    "created_at": ["once"],
    "key_type": ["shoe_size"],
    "key": ["", None],
    "customer_kind": ["", "household"],
    "starts_on": ["2026-02-30", ""],
    "ends_on": ["never"],
    "is_voluntary_end": ["perhaps"],
    "ordered_at": ["", "next week"],
    "order_amount": ["a lot"],
    "started_at": ["", "at noon"],
    "sent_at": ["soon", ""],
    "measure": ["", "mood"],
    "scale_max": ["", None],
    "score": ["four"],
    "responded_at": ["2026-31-01"],
    "given_at": ["", "03.02.2026"],
}

#: What an older version said otherwise.
OLD_CELLS = {
    "ticket_status": "new",
    "channel": "api",
    "opened_at": "2025-12-24 12:00:00",
    "event_at": "2025-12-24 12:00:00",
    "to_value": "resolved",
    "due_at": "2025-12-31 00:00:00",
    "applied_at": "2025-12-24 12:00:00",
    "customer_segment": "old",
    "ends_on": "2025-01-31",
    "monthly_amount": "1",
    "ordered_at": "2025-12-24 12:00:00",
    "started_at": "2025-12-24 12:00:00",
    "score": "1",
    "responded_at": "2025-12-24 12:00:00",
    "polarity": "neutral",
}
#: What nothing that is counted depends on, so that it may differ in equal versions.
HARMLESS = (
    *("ticket_number", "actor_id", "policy_id", "agent_name", "team_name"),
    *("parent_customer_id", "wave"),
)

#: Agents a2 and a3 are managers; of the teams that tickets go to, t3 has no tier.
ROLES = {2: "manager", 3: "Manager", 4: None}
TIERS = {2: "2", 3: None, 4: "2"}


def deliver(rows: list[Row], spoil_key: str, seed: int) -> list[list[Row]]:
    """Spread the rows over the files, with versions, repetitions and bad rows among them."""
    chooser = random.Random(seed)  # noqa: S311
    files: list[list[Row]] = [[] for _ in FILES]
    updated_at = datetime(2026, 2, 1)
    for number, row in enumerate(rows):
        place = chooser.randrange(len(FILES))
        version = (updated_at + timedelta(seconds=number)).isoformat(" ")
        current: Row = {**row, "source_updated_at": version}
        old: Row = current | {name: cell for name, cell in OLD_CELLS.items() if name in row}
        trick = chooser.random()
        if trick < 0.05:  # delivered again
            files[chooser.randrange(len(FILES))].append(current)
        elif trick < 0.10:  # an older version arrives later
            older = (updated_at - DAY).isoformat("T") + "+00:00"
            files[-1].append(old | {"source_updated_at": older})
            place = 0
        elif trick < 0.12:  # equal versions that differ
            name = next((name for name in HARMLESS if name in row), None)
            if name:
                files[chooser.randrange(len(FILES))].append({**current, name: "other"})
        elif trick < 0.15:  # no version: the date in the path decides
            place = chooser.choice([1, 2])
            current["source_updated_at"] = None
            files[place - 1].append(old | {"source_updated_at": None})
        elif trick < 0.16:  # no version and no date: landing came after all dates
            place = 3
            current["source_updated_at"] = None
            files[0].append(old | {"source_updated_at": None})
        elif trick < 0.17:  # one with a version, a later one without
            place = 2
            current["source_updated_at"] = None
            files[0].append(old)
        elif trick < 0.18:  # one without a version, its file later than the time of the next
            place = 2
            files[0].append(old | {"source_updated_at": None})
        elif trick < 0.21:  # unreadable, and newer than the good version
            name = chooser.choice([name for name in row if name in BAD_CELLS] or [spoil_key])
            bad: Row = {**current, "source_updated_at": "2026-03-15 00:00:00"}
            bad[name] = chooser.choice(BAD_CELLS[name])
            files[chooser.choice([0, 1, 3])].append(bad)
            if chooser.random() < 0.2:  # and there is no good one
                continue
        files[place].append(current)
    for file in files:
        chooser.shuffle(file)
    return files


def write_csv(path: Path, rows: list[Row], columns: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns)
        writer.writeheader()
        writer.writerows(rows)


def write_file(path: Path, rows: list[Row], columns: list[str]) -> None:
    """Write the rows in the format that the name of the file asks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8") as lines:
            for row in rows:
                line: dict[str, object] = {name: cell for name, cell in row.items() if cell != ""}
                if (row.get("is_spam") or "").lower() in ("true", "false"):
                    line["is_spam"] = (row["is_spam"] or "").lower() == "true"
                if (row.get("sequence_number") or "").isdigit():
                    line["sequence_number"] = int(row["sequence_number"] or "")
                lines.write(json.dumps(line) + "\n")
    elif path.suffix == ".csv":
        write_csv(path, rows, columns)
    else:
        text = path.with_suffix(".text")
        write_csv(text, rows, columns)
        typed = {"opened_at": "timestamptz", "event_at": "timestamptz", "reopen_count": "integer"}
        typed |= {"starts_on": "date", "ordered_at": "timestamptz", "score": "decimal(18, 3)"}
        types = {name: typed.get(name, "varchar") for name in columns}
        casts = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in types.items())
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute(
                f"copy (select {casts} from read_csv(?, header = true, all_varchar = true))"
                f" to '{path}' (format parquet)",
                [str(text)],
            )
        text.unlink()


def write_port(extracts: Path, port: str, rows: list[Row], spoil_key: str, seed: int) -> None:
    columns = [*dict.fromkeys(name for row in rows for name in row), "source_updated_at"]
    for name, file in zip(FILES, deliver(rows, spoil_key, seed), strict=True):
        order = columns[::-1] if name == FILES[-1] else columns
        write_file(extracts / "custom" / port / name, file, order)


def make_extracts(extracts: Path, as_of: datetime, tickets: int = 10_500, seed: int = 7) -> None:
    """Write the files of all ports below `extracts`; the same seed gives the same files."""
    maker = Maker(seed, as_of)
    for number in range(tickets):
        maker.make_ticket(number)
    maker.add_orphans()
    people: dict[str, list[Row]] = {
        "agents": [
            {
                "agent_id": f"a{n}",
                "agent_name": f"A {n}",
                "email": f"a{n}@example.com",
                "agent_role": ROLES.get(n, "agent"),
                "team_id": "t1",
                "created_at": "2020-01-01 00:00:00",
            }
            for n in range(60)
        ],
        "teams": [
            {"team_id": f"t{n}", "team_name": f"T {n}", "support_tier": TIERS.get(n, "1")}
            for n in range(60)
        ],
        "customer_keys": [
            {"person_id": f"c{n}", "key_type": "email", "key": f"c{n}@mail.example"}
            for n in range(1, 1500)
        ],
    }
    write_port(extracts, "tickets", maker.tickets, "opened_at", seed + 1)
    write_port(extracts, "ticket_events", maker.events, "event_at", seed + 2)
    write_port(extracts, "sla_targets", maker.targets, "applied_at", seed + 3)
    for number, (port, rows) in enumerate(people.items(), start=seed + 4):
        write_port(extracts, port, rows, next(iter(rows[0])), number)


if __name__ == "__main__":
    make_extracts(Path(sys.argv[1]), datetime(2026, 3, 16, 17))
