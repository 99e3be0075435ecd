"""Numbers as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unit:
    """What to divide by, and what to write behind the number."""

    divisor: float
    sign: str
    #: From here on, decimals mean nothing.
    whole_from: int = 100


SECONDS, MINUTES, HOURS = Unit(1, " s", 10), Unit(60, " min", 10), Unit(3600, " h")


def unit_of(unit: str, values: Iterable[float | None]) -> Unit:
    """Choose how to spell a line; times by the first value there is, so that all of it agrees."""
    if unit == "%":
        return Unit(1, "%")
    if unit != "s":
        return Unit(1, "")
    size = abs(next((value for value in values if value), 0.0))
    if size < 2 * 60:
        return SECONDS
    return MINUTES if size < 2 * 3600 else HOURS


def spelled(value: float | None, unit: Unit) -> str:
    """Spell a number: no digits that mean nothing, a dash for none."""
    if value is None:
        return "-"
    value = value / unit.divisor
    digits = 0 if abs(value) >= unit.whole_from else 1
    return f"{value:,.{digits}f}{unit.sign}"


def counted(number: Decimal | int | None) -> str:
    """Spell how many there were, with at most seven signs up to ten thousand millions."""
    if number is None:
        return "-"
    return f"{number:,.0f}" if number < 1_000_000 else f"{number / 1_000_000:,.1f}M"


def span(low: float | None, high: float | None, unit: Unit) -> str:
    """Spell an interval, in the unit of the value beside it."""
    if low is None or high is None:
        return "-"
    bare = Unit(unit.divisor, "", unit.whole_from)
    return f"{spelled(low, bare)}\N{EN DASH}{spelled(high, bare)}"


def change(value: float | None, previous: float | None, unit: Unit) -> str:
    """Spell how far a value is from the one before it, with its sign, in the unit of both."""
    if value is None or previous is None:
        return "-"
    bare = Unit(unit.divisor, "", unit.whole_from)
    return ("+" if value >= previous else "") + spelled(value - previous, bare)
