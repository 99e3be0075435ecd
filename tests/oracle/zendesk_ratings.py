"""Ports of surveys out of the helpdesk's field history: ratings and the words beside them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from tests.oracle.customers import Ports
from tests.oracle.lexicon import Lexicon
from tests.oracle.reading import Row
from tests.oracle.tickets import PortId, Words, word
from tests.oracle.vendor_reading import port_id
from tests.oracle.zendesk_reading import Raw

WORTH = {"good": Decimal(1), "bad": Decimal(0)}
POLARITY = {"good": "positive", "bad": "negative"}
#: When, and which rating.
Rating = tuple[datetime, str]


def known_as(cell: object) -> PortId | None:
    return port_id("zendesk", cell)


def ratings_of(rows: list[Raw], words: Words) -> dict[int, list[Rating]]:
    """Give the ratings of each ticket in order; one set to what it was is none."""
    found: dict[int, list[Rating]] = defaultdict(list)
    scores = [row for row in rows if row["field_name"] == "satisfaction_score"]
    for row in sorted(scores, key=lambda row: (row["updated"], row["_fivetran_synced"])):
        rating, of = word(words, "rating", row["value"]), found[row["ticket_id"]]
        if rating != "unoffered" and (not of or of[-1][1] != rating):
            of.append((row["updated"], rating))
    return found


def rating_ports(history: list[Raw], tickets: list[Raw], words: Words, lexicon: Lexicon) -> Ports:
    """Give who was asked, what they answered and what they wrote beside it."""
    requesters = {row["id"]: known_as(row["requester_id"]) for row in tickets}
    comments = {
        (row["ticket_id"], row["updated"]): row["value"]
        for row in history
        if row["field_name"] == "satisfaction_comment" and row["value"]
    }
    ports: dict[str, list[Row]] = {
        "survey_invitations": [],
        "survey_responses": [],
        "feedback": [],
    }
    for ticket, ratings in ratings_of(history, words).items():
        whole: Row = {
            "invitation_id": known_as(ticket),
            "instrument_id": known_as("satisfaction"),
            "person_id": requesters.get(ticket),
            "ticket_id": known_as(ticket),
        }
        if ratings:
            ports["survey_invitations"].append(whole | {"sent_at": ratings[0][0]})
        for at, rating in ratings:
            if rating == "offered":
                continue
            key = known_as(f"{ticket}-{at:%Y-%m-%d %H:%M:%S.%f}-{rating}")
            ports["survey_responses"].append(
                whole
                | {"response_id": key, "question_id": known_as("satisfaction"), "measure": "csat"}
                | {"scale_min": Decimal(0), "scale_max": Decimal(1), "higher_is_better": True}
                | {"score": WORTH.get(rating), "responded_at": at}
            )
            said = comments.get((ticket, at))
            if said:
                comment: Row = {
                    "feedback_id": key,
                    "feedback_source": "survey_comment",
                    "person_id": requesters.get(ticket),
                    "ticket_id": known_as(ticket),
                    "polarity": POLARITY.get(rating),
                    "themes": lexicon.themes_of(said),
                    "given_at": at,
                }
                ports["feedback"].append(comment)
    return ports
