"""What customers say of their own accord: polarity, themes, and the KPIs of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from tests.oracle.daily import Daily, Dimensions, Fact, Key
from tests.oracle.reading import Row
from tests.oracle.tickets import Words, prefixed, word
from tests.oracle.voices import Places

PORT = "feedback"
WORTH = {"positive": 1, "neutral": 0, "negative": -1}


@dataclass(frozen=True)
class Item:
    """One thing that somebody said."""

    feedback_id: str
    source: str
    polarity: str
    themes: tuple[str, ...]
    customer: str | None
    at: datetime
    group: Dimensions


def polarity_of(words: Words, cell: object) -> str:
    found = "unknown" if cell is None else word(words, "polarity", cell)
    return found if found in WORTH else "unknown"


def themes_of(cell: object) -> tuple[str, ...]:
    named = {theme.strip().lower() for theme in str(cell or "").split(",")}
    return tuple(sorted(named - {""}))


def feedback_items(rows: Iterable[Row], places: Places, as_of: datetime) -> list[Item]:
    """Give every item up to the build's moment."""
    found = []
    for row in rows:
        at = cast(datetime, row["given_at"])
        if at <= as_of:
            found.append(
                Item(
                    feedback_id=str(prefixed(row["feedback_id"])),
                    source=word(places.words, "feedback_source", row.get("feedback_source")),
                    polarity=polarity_of(places.words, row.get("polarity")),
                    themes=themes_of(row.get("themes")),
                    customer=places.customer(PORT, row),
                    at=at,
                    group=places.dimensions(PORT, row, at),
                )
            )
    return found


def customer_sentiment(items: Iterable[Item], zone: ZoneInfo) -> dict[Key, Fact]:
    daily = Daily(zone)
    for item in items:
        worth = WORTH.get(item.polarity)
        if worth is None or item.source == "employee":
            continue
        numerators = {"net": worth, "positive": int(worth > 0), "negative": int(worth < 0)}
        for variant, numerator in numerators.items():
            final_on = daily.day_after(item.at)
            daily.add(variant, item.at, item.group, (numerator, 1, abs(numerator), 0, final_on))
    return daily.facts
