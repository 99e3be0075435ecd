"""Measure what a build costs: CPU-seconds, wall time, memory, the slowest models.

python scripts/bench.py --help
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.measuring.command import app

if __name__ == "__main__":
    app()
