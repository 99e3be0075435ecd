"""Run one dbt command, on a project that was parsed before or, if none is given, parse it anew.

Parsing costs more than most builds here. What dbt parsed may serve any build of the same vendors;
the dbt of the command line would parse anew for every other `as_of`. Each command has a process of
its own, forked from one that imported dbt and did nothing else: to import it takes two seconds.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager import EventManager


def read(path: Path) -> Manifest:
    manifest = Manifest.from_msgpack(path.read_bytes())
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    return manifest


def hush() -> None:
    """Drop what dbt would note for a debugger: nobody reads it; in a profile it was a seventh."""
    fire = EventManager.fire_event

    def fire_unless_debug(
        self: EventManager, e: BaseEvent, level: EventLevel | None = None, *rest: Any, **more: Any
    ) -> None:
        if (level or e.level_tag()) != EventLevel.DEBUG:
            fire(self, e, level, *rest, **more)

    EventManager.fire_event = fire_unless_debug  # type: ignore[method-assign]


def main(parsed: Path | None, command: list[str]) -> int:
    """Run the command; the exit code is dbt's."""
    hush()
    # a project is no garbage until dbt is done with it
    gc.set_threshold(100_000, 50, 50)
    outcome = dbtRunner(manifest=read(parsed) if parsed else None).invoke(command)
    if outcome.exception is not None:
        print(outcome.exception)
    return 0 if outcome.success else 1


def child(parsed: Path | None, command: list[str], environment: dict[str, str], log: Path) -> None:
    """Run the command in this process, which ends with it, and print into a file."""
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(environment)
    os.chdir(Path(__file__).parents[2])
    try:
        code = main(parsed, command)
    except BaseException:
        traceback.print_exc()
        code = 2
    # closes the file; a forked process does not do so by itself when it ends
    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
    sys.exit(code)


def run_child(
    parsed: Path | None, command: list[str], environment: dict[str, str], log: Path
) -> tuple[int, str]:
    """Run the command in a process of its own; return its exit code and what it printed."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    process = processes.Process(target=child, args=(parsed, command, environment, log))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode, log.read_text(errors="replace")
