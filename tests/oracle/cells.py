"""What a cell of an extract says: a time, a number, a yes or no, a word."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

Value = str | int | bool | date | datetime | Decimal | None

TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?)?"
    r"(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?"
)
DATE = re.compile(r"\d{4}-\d\d-\d\d")
DATE_IN_PATH = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")
EARLIEST = "1900-01-01"
TRUE = {"true", "t", "yes", "y", "1"}
FALSE = {"false", "f", "no", "n", "0"}


class NotReadableError(Exception):
    """The cell is not empty and cannot be what its column is."""


def as_time(cell: str) -> datetime:
    """Give the UTC time; one that names no zone is UTC."""
    found = TIME.fullmatch(cell)
    if not found:
        raise NotReadableError
    day, clock, fraction, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day} {clock or '00:00:00'}")
        moment += timedelta(microseconds=int((fraction or "0").ljust(6, "0")[:6]))
        if zone not in (None, "Z", "UTC"):
            sign = -1 if zone[0] == "-" else 1
            digits = zone[1:].replace(":", "").ljust(4, "0")
            moment -= sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    except (ValueError, OverflowError) as trouble:
        raise NotReadableError from trouble
    if day < EARLIEST:
        raise NotReadableError
    return moment


def as_date(cell: str) -> date:
    if not DATE.fullmatch(cell) or cell < EARLIEST:
        raise NotReadableError
    try:
        return date.fromisoformat(cell)
    except ValueError as trouble:
        raise NotReadableError from trouble


def as_number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation as trouble:
        raise NotReadableError from trouble
    if not number.is_finite():
        raise NotReadableError
    return number


def as_whole_number(cell: str) -> int:
    number = as_number(cell)
    if number != number.to_integral_value() or abs(number) >= 2**31:
        raise NotReadableError
    return int(number)


def as_yes_or_no(cell: str) -> bool:
    word = cell.lower()
    if word not in TRUE | FALSE:
        raise NotReadableError
    return word in TRUE


def as_value(cell: str | None, kind: str) -> Value:
    """Give what the cell says, None if it is empty; `kind` may be a closed list of words."""
    cell = (cell or "").strip()
    if not cell:
        return None
    match kind:
        case "text":
            return cell
        case "time":
            return as_time(cell)
        case "date":
            return as_date(cell)
        case "number":
            return as_number(cell)
        case "whole":
            return as_whole_number(cell)
        case "yes":
            return as_yes_or_no(cell)
    if cell.lower() not in kind.split("|"):
        raise NotReadableError
    return cell.lower()


def date_in(path: str) -> datetime | None:
    found = DATE_IN_PATH.findall(path)
    return as_time(found[-1]) if found else None


def as_text(value: object) -> str | None:
    """Give a value of a typed file as the text that a text file would hold."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        utc = value.astimezone(UTC) if value.tzinfo else value
        return utc.replace(tzinfo=None).isoformat(" ")
    return str(value)
