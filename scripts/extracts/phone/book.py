"""What the phone has to know of tickets and customers, kept small."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.extracts.model import Customer, Organisation, TicketHistory
from scripts.extracts.organisation import FIRST_CUSTOMER, PHONES, fictional_phone

WITHHELD = -1
OUR_LINES = 20  # numbers kept for the organisation itself


@dataclass(slots=True)
class Ticket:
    """A ticket about which somebody may call."""

    number: int
    created_at: int
    customer: int  # place in the organisation's list
    until: int  # last solve, or the end
    opened_by: int  # the agent who opened it during a call; 0 for all other tickets


@dataclass(slots=True)
class Book:
    """Tickets, and the number from which each customer calls."""

    end_at: int
    tickets: list[Ticket] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    number_of: list[int] = field(default_factory=list)  # customer: place in numbers, or WITHHELD
    known: int = 0  # so many of the numbers belong to customers

    def note(self, history: TicketHistory) -> None:
        """Remember a ticket."""
        if history.ended_by == "spam":
            return
        by_phone = history.channel == "voice" and history.submitter < FIRST_CUSTOMER
        self.tickets.append(
            Ticket(
                history.number,
                history.created_at,
                history.customer.number - FIRST_CUSTOMER,
                history.solved_at or self.end_at,
                history.submitter if by_phone else 0,
            )
        )


def open_book(organisation: Organisation) -> Book:
    """Give every customer a number to call from: that of the helpdesk, or one it does not know."""
    book = Book(organisation.end_at)
    place: dict[str, int] = {}
    given = sum(1 for customer in organisation.customers if customer.phone)
    for customer in organisation.customers:
        phone, given = _number(customer, given)
        if phone is None:
            book.number_of.append(WITHHELD)
            continue
        if phone not in place:
            place[phone] = len(book.numbers)
            book.numbers.append(phone)
        book.number_of.append(place[phone])
    book.known = len(book.numbers)
    last = min(given + 5_000, PHONES - OUR_LINES)
    book.numbers += [fictional_phone(i) for i in range(min(given, last), last)]
    return book


def our_line(queue: int) -> str:
    """Return the number that customers dial to reach a queue."""
    return fictional_phone(PHONES - queue)


def _number(customer: Customer, given: int) -> tuple[str | None, int]:
    if customer.phone is not None:
        return customer.phone, given
    if given < PHONES - OUR_LINES:
        return fictional_phone(given), given + 1
    return None, given
