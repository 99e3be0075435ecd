"""Which version of a row wins where files come one after the other."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import dbt_run, run

TICKETS = range(1, 9)


def priorities(folder: Path, *landings: tuple[str, str, str]) -> set[str]:
    """Land files one after the other: name, priority, update time; give the priorities kept."""
    for day, (name, priority, updated_at) in enumerate(landings, start=1):
        path = folder / "extracts" / "custom" / "tickets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [f"{n},2026-01-01 10:00,{priority},{updated_at}" for n in TICKETS]
        path.write_text("\n".join(["ticket_id,opened_at,priority,source_updated_at", *rows]))
        command = [sys.executable, "scripts/land_extracts.py", str(folder / "extracts")]
        command += ["--warehouse", str(folder), "--key-file", "tests/pseudonym_key.txt"]
        run([*command, "--loaded-at", f"2026-05-0{day}T00:00:00Z"], folder)
    dbt_vars: dict[str, object] = {"vendors": ["custom"], "as_of": "2026-06-01 00:00:00"}
    built = dbt_run(folder, dbt_vars, "--select", "base_custom__tickets")
    with duckdb.connect(str(built), read_only=True) as connection:
        kept = connection.execute(
            "select priority from staging.base_custom__tickets where row_fate = 'kept'"
        ).fetchall()
    assert len(kept) == len(TICKETS)
    return {priority for (priority,) in kept}


LOW, HIGH = "low", "high"


@pytest.mark.parametrize(
    "landings",
    [
        (("2026-04-02.csv", LOW, ""), ("2026-04-02.csv", HIGH, "")),
        (("2026-04-03.csv", HIGH, ""), ("2026-04-02.csv", LOW, "")),
        (("a.csv", LOW, ""), ("b.csv", HIGH, "2026-03-01")),
        (("a.csv", HIGH, "2026-03-02"), ("b.csv", LOW, "2026-03-01")),
        (("a.csv", HIGH, "2026-03-01"), ("b.csv", LOW, "2026-03-02"), ("c.csv", HIGH, "")),
    ],
    ids=["one date", "late", "update times anew", "older update", "no update time any more"],
)
def test_the_newest_version_wins(landings: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert priorities(tmp_path, *landings) == {HIGH}
