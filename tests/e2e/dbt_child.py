"""Run one dbt command on a project that was parsed before: MANIFEST COMMAND...

Parsing costs more than most builds here. What dbt parsed may serve any build of the same vendors;
the dbt of the command line would parse anew for every other `as_of`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest


def main() -> int:
    """Run the command; the exit code is dbt's."""
    manifest = Manifest.from_msgpack(Path(sys.argv[1]).read_bytes())
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    outcome = dbtRunner(manifest=manifest).invoke(sys.argv[2:])
    if outcome.exception is not None:
        print(outcome.exception)
    return 0 if outcome.success else 1


if __name__ == "__main__":
    sys.exit(main())
