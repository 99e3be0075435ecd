"""Amounts in the reporting currency."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class Rates:
    """What one unit of a currency is worth, by day."""

    reporting_currency: str
    #: Currency to its rates: from, to (the first day that it no longer holds), rate.
    by_currency: dict[str, list[tuple[date, date, Decimal]]]

    def rate(self, currency: str, day: date) -> Decimal | None:
        if currency == self.reporting_currency:
            return Decimal(1)
        listed = self.by_currency.get(currency, [])
        return next((rate for since, until, rate in listed if since <= day < until), None)

    def convert(
        self, amount: Decimal | None, currency: str | None, day: date
    ) -> tuple[Decimal | None, str | None]:
        """Give the amount in the reporting currency, or why there is none."""
        if amount is None:
            return None, "no_amount"
        if currency is None:
            return None, "no_currency"
        rate = self.rate(currency, day)
        if rate is None:
            return None, "no_rate"
        return (amount * rate).quantize(THOUSANDTH, ROUND_HALF_UP), None


def read_rates(seed: Path, reporting_currency: str = "USD") -> Rates:
    listed: dict[str, list[tuple[date, date, Decimal]]] = {}
    with seed.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            since = date.fromisoformat(line["valid_from"])
            until = date.fromisoformat(line["valid_to"]) if line["valid_to"] else date.max
            listed.setdefault(line["currency"], []).append((since, until, Decimal(line["rate"])))
    return Rates(reporting_currency, listed)
