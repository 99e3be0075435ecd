"""Ports out of the survey tool's raw extracts: who was asked, what they answered and wrote."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from tests.oracle.cells import NotReadableError, as_number
from tests.oracle.customers import Ports
from tests.oracle.lexicon import Lexicon
from tests.oracle.reading import MEASURES, Row
from tests.oracle.tickets import PortId, Words, word
from tests.oracle.vendor_reading import latest, parquet_rows, port_id
from tests.oracle.zendesk_reading import Raw

#: Table: key, what must not be empty, version.
TABLES = {
    "survey_response": ("id", "id survey_id recorded_date", "last_modified_date _fivetran_synced"),
    "question_response": (
        *("_fivetran_id", "_fivetran_id response_id question_id", "_fivetran_synced"),
    ),
    "survey_embedded": ("response_id key", "response_id key", "_fivetran_synced"),
    "distribution": ("id", "id", "modified_date _fivetran_synced"),
    "distribution_contact": (
        *("distribution_id contact_id", "distribution_id contact_id", "_fivetran_synced"),
    ),
    "directory_contact": ("id", "id", "last_modified _fivetran_synced"),
}
Fields = dict[tuple[str, str], dict[str, str]]


def known_as(cell: object) -> PortId | None:
    return port_id("qualtrics", cell)


def read_fields(seed: Path) -> Fields:
    """Read what each field of each survey is; survey * is any."""
    with seed.open(encoding="utf-8", newline="") as lines:
        return {(line["survey_id"], line["field"]): line for line in csv.DictReader(lines)}


def score_of(said: str) -> Decimal | None:
    try:
        return as_number(said)
    except NotReadableError:
        return None


@dataclass(frozen=True)
class Tool:
    """All that was delivered, and what makes ports of it."""

    tables: dict[str, list[Raw]]
    #: Response to the sending and person that any version of an invitation says it answers.
    answered: dict[str, PortId | None]
    fields: Fields
    words: Words
    lexicon: Lexicon
    #: The key with which people are hashed.
    secret: str
    #: Response to its fields and what was said to them.
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        for row in self.tables["question_response"]:
            part = row.get("sub_question_key")
            name = row["question_id"] if part is None else f"{row['question_id']}_{part}"
            for suffix, cell in (("", row["value"]), ("_TEXT", row["text"])):
                if cell is not None:
                    self.said[row["response_id"]][name + suffix] = cell
        for row in self.tables["survey_embedded"]:
            if row["value"] is not None:
                self.said[row["response_id"]][row["key"]] = row["value"]

    def person(self, email: str | None, reference: str | None) -> PortId | None:
        """Know a person by the address, else by the company's own number of them."""
        told = email.lower() if email else reference.lower() if reference else None
        return (told and known_as(sha256(f"{self.secret}:{told}".encode()).hexdigest())) or None

    def told(self, response: Raw) -> Iterator[tuple[str, dict[str, str], str]]:
        """Give field, meaning and words of what a response says; none of what nobody lists."""
        for name, cell in self.said[response["id"]].items():
            own, any_one = (response["survey_id"], name), ("*", name)
            meaning = self.fields.get(own) or self.fields.get(any_one)
            if meaning:
                yield name, meaning, cell

    def about(self, response: Raw) -> Row:
        """Give the ticket, call or agent that a response speaks of."""
        return {
            meaning["role"]: PortId(meaning["id_prefix"] + cell)
            for _, meaning, cell in self.told(response)
            if meaning["role"] in ("ticket_id", "call_id", "agent_id")
        }

    def is_test(self, response: Raw) -> bool:
        return word(self.words, "status", response["status"]) != "live"

    def is_partial(self, response: Raw) -> bool:
        return word(self.words, "finished", response["finished"]) != "whole"

    def keys(self) -> Iterator[Row]:
        """Give the keys of who was asked and of who answered."""
        found = [
            (row["email"], row["phone"], row["ext_ref"]) for row in self.tables["directory_contact"]
        ]
        found += [
            (row["recipient_email"], None, row["external_data_reference"])
            for row in self.tables["survey_response"]
        ]
        for email, phone, reference in found:
            person = self.person(email, reference)
            for kind, key in (("email", email), ("phone", phone), ("external_id", reference)):
                if person and key:
                    yield {"person_id": person, "key_type": kind, "key": key}

    def invitations(self) -> Iterator[Row]:
        """Give each person whom a sending reached, but for reminders and thanks."""
        sendings = {row["id"]: row for row in self.tables["distribution"]}
        contacts = {row["id"]: row for row in self.tables["directory_contact"]}
        for row in self.tables["distribution_contact"]:
            sending, contact = sendings.get(row["distribution_id"]), contacts.get(row["contact_id"])
            if sending is None or row["sent_at"] is None:
                continue
            kind = word(self.words, "request_type", sending["request_type"])
            if kind in ("reminder", "thanks"):
                continue
            yield {
                "invitation_id": invitation_of(row),
                "instrument_id": known_as(sending["survey_link_survey_id"]),
                "person_id": self.person(contact["email"], contact["ext_ref"]) if contact else None,
                "channel": "email",
                "sent_at": row["sent_at"],
            }

    def responses(self) -> Iterator[Row]:
        """Give each question that measures something, as it was answered."""
        for response in self.tables["survey_response"]:
            email, reference = response["recipient_email"], response["external_data_reference"]
            whole: Row = self.about(response) | {
                "response_id": known_as(response["id"]),
                "invitation_id": self.answered.get(response["id"]),
                "instrument_id": known_as(response["survey_id"]),
                "person_id": self.person(email, reference),
                "channel": word(
                    self.words, "distribution_channel", response["distribution_channel"]
                ),
                "responded_at": response["recorded_date"],
                "is_test": self.is_test(response),
                "is_partial": self.is_partial(response),
            }
            for name, meaning, cell in self.told(response):
                if meaning["role"] in MEASURES.split("|"):
                    yield whole | {
                        "question_id": known_as(name),
                        "measure": meaning["role"],
                        "scale_min": Decimal(meaning["scale_min"]),
                        "scale_max": Decimal(meaning["scale_max"]),
                        "higher_is_better": meaning["higher_is_better"] == "true",
                        "score": score_of(cell),
                    }

    def comments(self) -> Iterator[Row]:
        """Give what was written, also in responses left before their end."""
        for response in self.tables["survey_response"]:
            if self.is_test(response):
                continue
            email, reference = response["recipient_email"], response["external_data_reference"]
            for name, meaning, cell in self.told(response):
                if meaning["role"] == "comment":
                    yield {
                        "feedback_id": known_as(f"{response['id']}-{name}"),
                        "feedback_source": "survey_comment",
                        "person_id": self.person(email, reference),
                        "ticket_id": self.about(response).get("ticket_id"),
                        "polarity": self.lexicon.polarity_of(cell),
                        "themes": self.lexicon.themes_of(cell),
                        "given_at": response["recorded_date"],
                    }


def invitation_of(row: Raw) -> PortId | None:
    return known_as(f"{row['distribution_id']}:{row['contact_id']}")


def qualtrics_ports(
    extracts: Path, fields: Fields, words: Words, lexicon: Lexicon, secret: str
) -> Ports:
    raw = {name: list(parquet_rows(extracts / "qualtrics" / name)) for name in TABLES}
    tables = {name: latest(raw[name], *how) for name, how in TABLES.items()}
    # what was answered stays so, though a version without the answer may come later or at once
    answered = {
        row["response_id"]: invitation_of(row)
        for row in raw["distribution_contact"]
        if row["response_id"] and row["distribution_id"] and row["contact_id"]
    }
    tool = Tool(tables, answered, fields, words, lexicon, secret)
    return {
        "customer_keys": list(tool.keys()),
        "survey_invitations": list(tool.invitations()),
        "survey_responses": list(tool.responses()),
        "feedback": list(tool.comments()),
    }
