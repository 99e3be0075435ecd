"""Run one dbt command on a project that was parsed before: MANIFEST COMMAND...; `-` parses anew.

Parsing costs more than most builds here. What dbt parsed may serve any build of the same vendors;
the dbt of the command line would parse anew for every other `as_of`.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager import EventManager


def read(path: str) -> Manifest:
    manifest = Manifest.from_msgpack(Path(path).read_bytes())
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


def main() -> int:
    """Run the command; the exit code is dbt's."""
    hush()
    # a project is no garbage until dbt is done with it
    gc.set_threshold(100_000, 50, 50)
    parsed, *command = sys.argv[1:]
    outcome = dbtRunner(manifest=None if parsed == "-" else read(parsed)).invoke(command)
    if outcome.exception is not None:
        print(outcome.exception)
    return 0 if outcome.success else 1


if __name__ == "__main__":
    sys.exit(main())
