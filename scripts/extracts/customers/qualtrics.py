"""The survey tool: what was sent and came back, in a loader's tables or the tool's own export."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from scripts.extracts.clock import DAY, utc_day
from scripts.extracts.customers.model import Ask
from scripts.extracts.customers.surveys import RECOMMEND
from scripts.extracts.delivery import Delivery, moment
from scripts.extracts.files import Cell, Columns, Spool, Written
from scripts.extracts.model import Customer, Organisation

TEXT, TIME = "varchar", "timestamp"
TABLES: dict[str, Columns] = {
    "survey_response": {
        **dict.fromkeys(("id", "survey_id"), TEXT),
        **dict.fromkeys(("start_date", "recorded_date", "last_modified_date"), TIME),
        **dict.fromkeys(("status", "finished", "progress"), "integer"),
        **dict.fromkeys(("distribution_channel", "recipient_email"), TEXT),
        "external_data_reference": TEXT,
        "_fivetran_synced": TIME,
    },
    "question_response": {
        **dict.fromkeys(("_fivetran_id", "response_id", "question_id", "value", "text"), TEXT),
        "_fivetran_synced": TIME,
    },
    "survey_embedded": {
        **dict.fromkeys(("response_id", "key", "value"), TEXT),
        "_fivetran_synced": TIME,
    },
    "distribution": {
        **dict.fromkeys(("id", "survey_link_survey_id", "request_type"), TEXT),
        "modified_date": TIME,
        "_fivetran_synced": TIME,
    },
    "distribution_contact": {
        **dict.fromkeys(("distribution_id", "contact_id"), TEXT),
        "sent_at": TIME,
        **dict.fromkeys(("status", "response_id"), TEXT),
        "_fivetran_synced": TIME,
    },
    "directory_contact": {
        **dict.fromkeys(("id", "email", "phone", "ext_ref"), TEXT),
        "last_modified": TIME,
        "_fivetran_synced": TIME,
    },
}
LIVE, PREVIEW = 0, 1
PREVIEWED = 0.005  # somebody of ours tries the survey out
REMINDED = 0.3
FIELDS = {  # of an export: column, label in the survey's language, import id
    "StartDate": ("Anfangsdatum", "startDate"),
    "EndDate": ("Enddatum", "endDate"),
    "Status": ("Antworttyp", "status"),
    "Progress": ("Fortschritt", "progress"),
    "Finished": ("Beendet", "finished"),
    "RecordedDate": ("Aufgezeichnetes Datum", "recordedDate"),
    "ResponseId": ("Antwort-ID", "_recordId"),
    "RecipientEmail": ("E-Mail des Empfängers", "recipientEmail"),
    "ExternalReference": ("Externe Referenz", "externalDataReference"),
    "DistributionChannel": ("Verteilungskanal", "distributionChannel"),
}
QUESTIONS = {
    True: {"Q1": ("Würden Sie uns empfehlen?", "QID1"), "Q2": ("Warum,\nin Worten?", "QID2_TEXT")},
    False: {
        "Q1": ("Wie leicht war es?", "QID1"),
        "Q2": ("Wie zufrieden sind Sie?", "QID2"),
        "ticket": ("ticket_id", "ticket_id"),
    },
}


def key_of(kind: str, name: object) -> str:
    """Write an id as the tool does: letters that say what it is, and fifteen signs."""
    return f"{kind}_{hashlib.sha256(f'{kind}/{name}'.encode()).hexdigest()[:15]}"


def reference(person: Customer) -> str | None:
    """Return the number under which the company's other systems know a person."""
    return None if person.crm_number is None else f"CUST-{person.crm_number:06d}"


class Qualtrics:
    """Gives every survey that was sent its answers' ids, and its status."""

    def __init__(self, asks: list[Ask], seed: int) -> None:
        self.asks = asks
        self.rng = Random(f"{seed}/qualtrics")  # noqa: S311 - reproducible, not secret
        self._previews = {ask.number for ask in asks if self.rng.random() < PREVIEWED}

    def status(self, ask: Ask) -> int:
        """Tell whether an answer is a customer's or somebody's who tried the survey out."""
        return PREVIEW if ask.number in self._previews else LIVE


def write_fivetran(
    tool: Qualtrics, folder: Path, organisation: Organisation,
    file_format: str, tell: Callable[[str], None],
) -> list[Written]:  # fmt: skip
    """Deliver `<folder>/<table>/<day of the extract>`, at least once."""
    spool = Spool(folder, TABLES)
    delivery = Delivery(spool, tool.rng, organisation.start_at, organisation.end_at)
    known: set[int] = set()
    sendings: set[str] = set()
    for ask in tool.asks:
        if ask.person.number not in known:
            known.add(ask.person.number)
            _contact(ask, delivery)
        _invite(ask, "Invite", ask.sent_at, sendings, delivery)
        reminded_at = ask.sent_at + 3 * DAY
        is_silent = ask.answered_at is None or ask.answered_at > reminded_at
        if is_silent and reminded_at < organisation.end_at and tool.rng.random() < REMINDED:
            _invite(ask, "Reminder", reminded_at, sendings, delivery)
        if ask.answered_at is not None:
            _respond(tool, ask, ask.answered_at, delivery)
    return spool.finish(file_format, tell)


def _contact(ask: Ask, delivery: Delivery) -> None:
    person = ask.person
    email = f"person-{person.number}@mail.example"
    row = (key_of("CID", person.number), email, person.phone, reference(person))
    delivery.send("directory_contact", ask.sent_at, person.number % 1000, *row, moment(ask.sent_at))


def _invite(ask: Ask, kind: str, at: int, sendings: set[str], delivery: Delivery) -> None:
    """Tell of one person in the sending of that day, first unanswered, then answered."""
    sending, place = key_of("EMD", (kind, ask.survey, utc_day(at))), ask.person.number % 1000
    if sending not in sendings:
        sendings.add(sending)
        delivery.send("distribution", at, place, sending, ask.survey, kind, moment(at))
    row = (sending, key_of("CID", ask.person.number), moment(at))
    delivery.send("distribution_contact", at, place, *row, "Email Sent", None)
    if kind == "Invite" and ask.answered_at is not None:
        done = ("Survey Finished", key_of("R", (ask.survey, ask.number)))
        delivery.send("distribution_contact", ask.answered_at, place, *row, *done)


def _respond(tool: Qualtrics, ask: Ask, at: int, delivery: Delivery) -> None:
    response, place = key_of("R", (ask.survey, ask.number)), ask.person.number % 1000
    email = f"person-{ask.person.number}@mail.example"
    row: tuple[Cell, ...] = (
        *(response, ask.survey, moment(at - 50), moment(at), moment(at), tool.status(ask)),
        *(int(ask.is_whole), 100 if ask.is_whole else 50, "email", email, reference(ask.person)),
    )
    delivery.send("survey_response", at, place, *row)
    for question, said in ask.answers.items():
        name, _, is_text = question.partition("_")
        words = (None, said) if is_text else (said, None)
        key = f"{response}-{question}"
        delivery.send("question_response", at, place, key, response, name, *words)
    if ask.ticket is not None:
        delivery.send("survey_embedded", at, place, response, "ticket_id", str(ask.ticket))


def write_export(tool: Qualtrics, folder: Path, organisation: Organisation) -> Iterator[Written]:
    """Write a CSV file a survey and extract, with three header rows; it tells of no silence."""
    delivery = Delivery(Spool(folder, {}), tool.rng, organisation.start_at, organisation.end_at)
    parts: defaultdict[tuple[str, str], list[Ask]] = defaultdict(list)
    for ask in tool.asks:
        if ask.answered_at is not None:
            parts[ask.survey, delivery.part(ask.answered_at)].append(ask)
    for (survey, part), asks in sorted(parts.items()):
        fields = FIELDS | QUESTIONS[survey == RECOMMEND]
        questions = [name for _, name in QUESTIONS[survey == RECOMMEND].values()]
        path = folder / "responses" / survey / f"{part}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(fields)
            writer.writerow([label for label, _ in fields.values()])
            writer.writerow([json.dumps({"ImportId": name}) for _, name in fields.values()])
            for ask in asks:
                writer.writerow(_line(tool, ask, questions))
        yield Written(f"responses/{survey}", path, len(asks), path.stat().st_size)


def _line(tool: Qualtrics, ask: Ask, questions: list[str]) -> list[Cell]:
    at = ask.answered_at or ask.sent_at
    said = ask.answers | {"ticket_id": str(ask.ticket)}
    return [
        *(moment(at - 50), moment(at), tool.status(ask), 100 if ask.is_whole else 50),
        *(str(ask.is_whole), moment(at), key_of("R", (ask.survey, ask.number))),
        *(f"person-{ask.person.number}@mail.example", reference(ask.person), "email"),
        *(said.get(question) for question in questions),
    ]
