"""From a seed to extract files: simulate once, write for each vendor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Protocol

from scripts.extracts.clock import DAY, midnight
from scripts.extracts.customers import base, subscribers
from scripts.extracts.customers.base import CustomerBase, Manner
from scripts.extracts.files import FORMATS, Written
from scripts.extracts.model import Organisation, TicketHistory
from scripts.extracts.organisation import build_organisation
from scripts.extracts.phone.telephony import TABLES as PHONE
from scripts.extracts.phone.telephony import Telephony, clear
from scripts.extracts.simulation import Simulation
from scripts.extracts.zendesk_api import ZendeskApi
from scripts.extracts.zendesk_fivetran import ZendeskFivetran


class Writer(Protocol):
    """Puts the simulated histories into one vendor's tables, in one shape."""

    tables: tuple[str, ...]

    def __init__(self, folder: Path, organisation: Organisation, seed: int) -> None: ...

    def write(self, history: TicketHistory) -> None:
        """Deliver one ticket."""

    def finish(self, file_format: str, tell: Callable[[str], None]) -> list[Written]:
        """Deliver everything else, and close the files."""


# vendor: shape: its writer; the first shape is the default
WRITERS: dict[str, dict[str, type[Writer]]] = {
    "zendesk": {"fivetran": ZendeskFivetran, "api": ZendeskApi}
}
VENDORS = tuple(WRITERS)
SHAPES = tuple(WRITERS["zendesk"])


class WrongInput(ValueError):  # noqa: N818 - it is read as a sentence
    """What was asked for cannot be made; the message says why and what to do."""


@dataclass(slots=True, frozen=True)
class Request:
    """What to make. `until` is the last day simulated, UTC; extracts end at its midnight."""

    folder: Path
    tickets: int
    days: int
    seed: int
    until: date
    vendors: tuple[str, ...]
    file_format: str
    replace: bool = False
    zendesk_shape: str = SHAPES[0]
    calls: int = 0
    customers: bool = False
    salesforce_shape: str = base.FIVETRAN
    qualtrics_shape: str = base.FIVETRAN
    effects: bool = True
    subscribers: int = 0

    @property
    def end_at(self) -> int:
        """Return the epoch second at which the simulation ends: the midnight after `until`."""
        return midnight(self.until + timedelta(days=1))


def check(request: Request) -> None:
    """Raise WrongInput unless the request can be carried out."""
    if unknown := sorted(set(request.vendors) - set(VENDORS)):
        raise WrongInput(f"unknown vendor {', '.join(unknown)}; known: {', '.join(VENDORS)}")
    if not request.vendors:
        raise WrongInput(f"no vendor named; known: {', '.join(VENDORS)}")
    if request.file_format not in FORMATS:
        raise WrongInput(f"unknown format {request.file_format}; known: {', '.join(FORMATS)}")
    if request.zendesk_shape not in SHAPES:
        raise WrongInput(f"unknown shape {request.zendesk_shape}; known: {', '.join(SHAPES)}")
    for vendor, shape in (
        ("salesforce", request.salesforce_shape),
        ("qualtrics", request.qualtrics_shape),
    ):
        if shape not in base.SHAPES:
            known = ", ".join(base.SHAPES)
            raise WrongInput(f"unknown shape {shape} of {vendor}; known: {known}")
    if request.tickets < 50:
        raise WrongInput(f"--tickets is {request.tickets}; an organisation needs at least 50")
    if request.days < 7:
        raise WrongInput(f"--days is {request.days}; a period needs at least 7")
    if not date(2002, 1, 1) <= request.until <= date(2036, 12, 31):
        raise WrongInput(f"--until is {request.until}; it must lie from 2002 to 2036")
    if request.until - timedelta(days=request.days) < date(2000, 1, 1):
        raise WrongInput("the period would begin before 2000; take fewer --days")
    if request.folder.exists() and not request.folder.is_dir():
        raise WrongInput(f"{request.folder} is a file; name a folder")
    if request.subscribers < 0:
        raise WrongInput(f"--subscribers is {request.subscribers}; it must be 0 or more")
    if request.calls < 0 or 0 < request.calls < 100:
        raise WrongInput(f"--calls is {request.calls}; it must be 0, or at least 100")
    others = (*(PHONE if request.calls else ()), *(base.TABLES if request.customers else ()))
    others += (subscribers.VENDOR,) if request.subscribers else ()
    for vendor in dict.fromkeys((*request.vendors, *others)):
        folder = request.folder / vendor
        if folder.exists() and any(folder.iterdir()) and not request.replace:
            raise WrongInput(f"{folder} is not empty; name another folder, or say --replace")


def make(request: Request, tell: Callable[[int, str], None]) -> list[Written]:
    """Write the extracts; `tell` hears the number of tickets made so far and what is being done."""
    check(request)
    rng = Random(f"{request.seed}/organisation")  # noqa: S311 - reproducible, not secret
    start_at = request.end_at - request.days * DAY
    organisation = build_organisation(rng, request.tickets, start_at, request.end_at)
    writers: list[Writer | Telephony | CustomerBase] = []
    if request.replace:
        clear(request.folder)
        base.clear(request.folder)
        for table in subscribers.TABLES:
            rmtree(request.folder / subscribers.VENDOR / table, ignore_errors=True)
    if request.customers:
        # first: what customers say of a ticket is part of it before it is delivered
        writers.append(_customer_base(request, organisation))
    for vendor in request.vendors:
        for shape in WRITERS[vendor].values():
            for table in shape.tables:
                rmtree(request.folder / vendor / table, ignore_errors=True)
        chosen = WRITERS[vendor][request.zendesk_shape]
        writers.append(chosen(request.folder / vendor, organisation, request.seed))
    if request.calls:
        writers.append(Telephony(request.folder, organisation, request.seed, request.calls))
    made = 0
    for history in Simulation(organisation, rng, request.tickets).run():
        for writer in writers:
            writer.write(history)
        made += 1
        if made % 500 == 0:
            tell(made, "tickets")
    files = [
        written
        for writer in writers
        for written in writer.finish(request.file_format, lambda doing: tell(made, doing))
    ]
    if request.subscribers:
        folder, seed, form = request.folder, request.seed, request.file_format
        files += subscribers.write(folder, organisation, seed, request.subscribers, form)
    return files


def _customer_base(request: Request, organisation: Organisation) -> CustomerBase:
    manner = Manner(
        request.salesforce_shape,
        request.qualtrics_shape,
        request.zendesk_shape == "api",
        request.effects,
    )
    return CustomerBase(request.folder, organisation, request.seed, manner)
