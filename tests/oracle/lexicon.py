"""What a text is about, and whether it praises: whole words of a list, once each."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

WORTH = {"positive": 1, "negative": -1}
DENIALS = re.compile(r"\b(?:\w+n['\u2019]t|no|never|cannot|without)\b")
LETTERS = re.compile(r"[^\W\d_]+")


def plain(text: str) -> str:
    """Give words in lower case between blanks, whatever denies as one word."""
    denied = DENIALS.sub("not", text.lower())
    return f" {' '.join(LETTERS.findall(denied))} "


@dataclass(frozen=True)
class Lexicon:
    """Theme or polarity to its words."""

    themes: dict[str, set[str]]
    polarities: dict[str, set[str]]

    def themes_of(self, text: str | None) -> str | None:
        said = plain(text or "")
        found = sorted(t for t, words in self.themes.items() if any(w in said for w in words))
        return ",".join(found) or None

    def polarity_of(self, text: str | None) -> str:
        """Weigh praise against blame; a denied word says the contrary."""
        said = plain(text or "")
        found = [
            -worth if f" not{word}" in said else worth
            for polarity, worth in WORTH.items()
            for word in self.polarities[polarity]
            if word in said
        ]
        if not found:
            return "unknown"
        return "positive" if sum(found) > 0 else "negative" if sum(found) < 0 else "neutral"


def read_lexicon(seed: Path) -> Lexicon:
    listed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with seed.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            listed[line["lexicon_kind"]][line["label"]].add(plain(line["word"]))
    return Lexicon(listed["theme"], listed["polarity"])
