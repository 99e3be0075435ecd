"""All extracts about customers of one organisation: a writer that listens to tickets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import rmtree

from scripts.extracts.customers import qualtrics, ratings, salesforce
from scripts.extracts.customers.journeys import Journeys
from scripts.extracts.customers.parties import draw_parties
from scripts.extracts.customers.stripe import TABLES as BILLING
from scripts.extracts.customers.stripe import Stripe
from scripts.extracts.customers.surveys import Surveys
from scripts.extracts.files import Written
from scripts.extracts.model import Organisation, TicketHistory

FIVETRAN, EXPORT = SHAPES = ("fivetran", "export")
HELPDESK = "zendesk"
TABLES: dict[str, tuple[str, ...]] = {
    "salesforce": (*salesforce.TABLES, *map(salesforce.own_name, salesforce.TABLES)),
    "stripe": BILLING,
    "qualtrics": (*qualtrics.TABLES, "responses"),
    HELPDESK: (ratings.TABLE,),
}


@dataclass(slots=True, frozen=True)
class Manner:
    """In which shapes to deliver, and whether service has any effect on customers."""

    crm_shape: str = FIVETRAN
    survey_shape: str = FIVETRAN
    has_rating_objects: bool = False
    planted: bool = True


class CustomerBase:
    """Writes `<folder>/<vendor>/<table>/<day of the extract>` of CRM, billing and surveys.

    Chance comes from a stream of its own: with or without customers, tickets are the same, but for
    what their customers say of them.
    """

    def __init__(self, folder: Path, organisation: Organisation, seed: int, manner: Manner) -> None:
        self._folder, self._organisation, self._seed = folder, organisation, seed
        self._manner = manner
        self._rng = Random(f"{seed}/customers")  # noqa: S311 - reproducible, not secret
        self._journeys = Journeys(organisation, self._rng, manner.planted)

    def write(self, history: TicketHistory) -> None:
        """Listen: a ticket pleases or annoys, and its customer may say so in it."""
        self._journeys.note(history)

    def finish(self, file_format: str, tell: Callable[[str], None]) -> list[Written]:
        """Draw who stays and who says what, and write all files."""
        organisation, seed, planted = self._organisation, self._seed, self._manner.planted
        tell("customers")
        episodes = self._journeys.episodes
        parties = draw_parties(organisation, episodes, self._rng, planted)
        asks = Surveys(organisation, self._rng, planted).draw(parties, episodes)
        crm = salesforce.Salesforce(organisation, seed)
        billing = Stripe(self._folder / "stripe", organisation, seed)
        for party in parties:
            (crm if party.is_account else billing).write(party)
        written = billing.spool.finish(tell)
        folder = self._folder / "salesforce"
        if self._manner.crm_shape == FIVETRAN:
            written += salesforce.write_fivetran(crm, folder, organisation, seed, file_format, tell)
        else:
            written += salesforce.write_export(crm, folder, organisation)
        tool, folder = qualtrics.Qualtrics(asks, seed), self._folder / "qualtrics"
        if self._manner.survey_shape == FIVETRAN:
            written += qualtrics.write_fivetran(tool, folder, organisation, file_format, tell)
        else:
            written += qualtrics.write_export(tool, folder, organisation)
        if self._manner.has_rating_objects:
            folder = self._folder / HELPDESK
            written += ratings.write(self._journeys.ratings, folder, organisation, seed, tell)
        return written


def clear(folder: Path) -> None:
    """Remove the customers' extracts of an earlier run."""
    for vendor, tables in TABLES.items():
        for table in tables:
            rmtree(folder / vendor / table, ignore_errors=True)
