"""Print the scorecard of the last build: the last full month against the month before.

python scripts/show_scorecard.py --help
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.scorecard.command import app

if __name__ == "__main__":
    app()
