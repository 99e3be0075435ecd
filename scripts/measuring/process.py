"""A child process, and what it used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

#: Lines of a failed command's output that are shown.
SHOWN_LINES = 20

#: ru_maxrss counts kilobytes, on macOS bytes.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class BenchError(Exception):
    """The measurement cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and the children that it waited for used."""

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int


def measured(command: list[str], folder: Path, warehouse: Path, log: Path) -> Usage:
    """Run a command with its output in a log, and return what it used.

    Raises BenchError with the end of the log if the command fails.
    """
    if not hasattr(os, "wait4"):
        raise BenchError("this system does not tell what a process used; run it on Linux or macOS")
    environment = os.environ | {"FRONTLINE_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"}
    started = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(  # noqa: S603 - the command is our own
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        said = log.read_text(errors="replace").splitlines()[-SHOWN_LINES:]
        raise BenchError("\n".join([f"this failed: {' '.join(command)}", *said]))
    return Usage(
        cpu_seconds=used.ru_utime + used.ru_stime,
        wall_seconds=time.monotonic() - started,
        peak_bytes=used.ru_maxrss * RSS_UNIT,
    )
