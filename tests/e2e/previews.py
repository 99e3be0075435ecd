"""The first rows of every view, as tools ask for them before anything else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from tests.e2e.conftest import ROOT

#: Far more than all of them take; what hangs does so for ever, and no interrupt reaches it.
SECONDS = 120


def refused_previews(built: Path, folder: Path) -> list[str]:
    """Name the views of a built file that show no rows: in a copy, under another name, in time.

    A process of its own asks, since a query that hangs in DuckDB can only be killed.
    """
    copied = folder / "copied.duckdb"
    shutil.copy(built, copied)
    command = [sys.executable, "-m", "tests.e2e.previews", str(copied)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        shown = (late.stdout or b"").decode().splitlines()
        return [f"{shown[-1] if shown else 'nothing'}: no rows within {SECONDS} s"]
    finally:
        copied.unlink()
    return [done.stderr] if done.returncode else done.stdout.partition("refused:\n")[2].splitlines()


def show(path: str) -> list[str]:
    """Read one row of every view; print each name first, so that a hang has one."""
    refused = []
    with duckdb.connect(path, read_only=True) as connection:
        views = connection.execute(
            "select schema_name || '.' || view_name from duckdb_views() where not internal"
        ).fetchall()
        assert views
        for (view,) in views:
            print(view, flush=True)
            try:
                connection.execute(f"select * from {view} limit 1").fetchall()
            except duckdb.Error as error:
                refused.append(f"{view}: {error}".splitlines()[0])
    return refused


if __name__ == "__main__":
    print("refused:", *show(sys.argv[1]), sep="\n")
