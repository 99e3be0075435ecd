"""Run one dbt command on a project that was parsed before: MANIFEST COMMAND...; `-` parses anew.

Parsing costs more than most builds here. What dbt parsed may serve any build of the same vendors;
the dbt of the command line would parse anew for every other `as_of`.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest


def read(path: str) -> Manifest:
    manifest = Manifest.from_msgpack(Path(path).read_bytes())
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    return manifest


def main() -> int:
    """Run the command; the exit code is dbt's."""
    # a project is no garbage until dbt is done with it
    gc.set_threshold(100_000, 50, 50)
    parsed, *command = sys.argv[1:]
    outcome = dbtRunner(manifest=None if parsed == "-" else read(parsed)).invoke(command)
    if outcome.exception is not None:
        print(outcome.exception)
    return 0 if outcome.success else 1


if __name__ == "__main__":
    sys.exit(main())
