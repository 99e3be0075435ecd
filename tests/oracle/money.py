"""Amounts in the reporting currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

#: As a line of seeds/currency_rates.csv.
Row = tuple[str, str, str | None, str]
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


def rates_of(rows: Iterable[Row], reporting_currency: str = "USD") -> Rates:
    """Give the rates that rows of the seed tell: currency, from, to (perhaps empty), rate."""
    listed: dict[str, list[tuple[date, date, Decimal]]] = {}
    for currency, valid_from, valid_to, rate in rows:
        since = date.fromisoformat(valid_from)
        until = date.fromisoformat(valid_to) if valid_to else date.max
        listed.setdefault(currency, []).append((since, until, Decimal(rate)))
    return Rates(reporting_currency, listed)
