"""What holds for every test."""

from __future__ import annotations

import gc

# Oracles and copies of the manifest hold all they know until they are done: looking for garbage
# as often as Python does takes a fifth of their time.
gc.set_threshold(100_000, 50, 50)
