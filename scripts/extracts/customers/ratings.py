"""The helpdesk's satisfaction ratings as objects of its API: offered first, then answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from scripts.extracts.customers.model import Rating
from scripts.extracts.delivery import Delivery
from scripts.extracts.files import Written
from scripts.extracts.json_lines import LineSpool, instant, number, text
from scripts.extracts.model import Organisation
from scripts.extracts.zendesk_tables import group_id, url, user_id

TABLE = "satisfaction_ratings"


def write(
    ratings: list[Rating], folder: Path, organisation: Organisation, seed: int,
    tell: Callable[[str], None],
) -> list[Written]:  # fmt: skip
    """Deliver `<folder>/satisfaction_ratings/<day of the extract>.jsonl`."""
    spool = LineSpool(folder, "_airbyte_extracted_at")
    chance = Random(f"{seed}/ratings")  # noqa: S311 - reproducible, not secret
    delivery = Delivery(spool, chance, organisation.start_at, organisation.end_at)
    for rating in ratings:
        place = rating.ticket % 1000
        delivery.send(TABLE, rating.offered_at, place, _line(rating, rating.offered_at, "offered"))
        if rating.rated_at is not None and rating.score is not None:
            score = rating.score + ("_with_comment" if rating.words else "")
            delivery.send(TABLE, rating.rated_at, place, _line(rating, rating.rated_at, score))
    return spool.finish(tell)


def _line(rating: Rating, updated_at: int, score: str) -> str:
    key = 36_000_000_000 + rating.ticket
    words = None if score == "offered" else rating.words
    return (
        f'{{"id":{key},"url":{text(url(TABLE, key))},"ticket_id":{rating.ticket}'
        f',"requester_id":{user_id(rating.requester)},"score":{text(score)}'
        f',"assignee_id":{number(user_id(rating.assignee))}'
        f',"group_id":{number(None if rating.team is None else group_id(rating.team))}'
        f',"comment":{text(words)},"created_at":{instant(rating.offered_at)}'
        f',"updated_at":{instant(updated_at)}'
    )
