"""Sums by day and segment for KPIs that speak of customers as they are on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.oracle.daily import Fact, Key
from tests.oracle.spans import GRACE, NOTHING, ONE

Cell = tuple[date, str]
Number = int | Decimal


def key_of(variant: str, cell: Cell) -> Key:
    """Give the key of a day and segment; nothing else makes sense of a customer."""
    day, segment = cell
    return variant, day, "not_applicable", "not_applicable", "not_applicable", segment


@dataclass
class Sums:
    """The parts of one variant."""

    numerators: dict[Cell, Number] = field(default_factory=lambda: defaultdict(int))
    denominators: dict[Cell, Number] = field(default_factory=lambda: defaultdict(int))
    pending: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))

    def facts(
        self, variant: str, with_squares: bool = False, squares: Mapping[Cell, int] | None = None
    ) -> dict[Key, Fact]:
        """Give the rows; squares are those of numerators of 1 if nothing else is said."""
        found: dict[Key, Fact] = {}
        for cell in {*self.numerators, *self.denominators, *self.pending}:
            numerator = self.numerators.get(cell, NOTHING)
            denominator = self.denominators.get(cell, NOTHING)
            pending = self.pending.get(cell, 0)
            if not (numerator or denominator or pending):
                continue
            square: Number | None = None
            if with_squares:
                square = numerator if squares is None else squares.get(cell, 0)
            final_on = cell[0] + (GRACE + 1) * ONE
            found[key_of(variant, cell)] = (numerator, denominator, square, pending, final_on)
        return found
