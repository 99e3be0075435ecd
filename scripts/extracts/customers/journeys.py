"""What customers live through, ticket by ticket, and how that makes them feel.

What is planted here is true in the extracts: mood falls with the wait for an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, log2
from random import Random

from scripts.extracts.clock import DAY, Clock
from scripts.extracts.customers.model import Episode, Rating
from scripts.extracts.customers.words import comment_on
from scripts.extracts.model import NOBODY, Change, Organisation, TicketHistory
from scripts.extracts.organisation import BOT, FIRST_CUSTOMER

HOUR = 3600
CONTENT, PER_DOUBLING, FOR_REPEATS, SPREAD = 0.92, 0.08, 0.15, 0.12
SAME_MOOD = 0.66  # where nothing is planted
OFFERED = 0.5  # of the tickets that were solved
COMMENTED = 0.35
GONE = ("deleted", "purged", "spam", "merged")


def answers(rng: Random, mood: float, planted: bool) -> bool:
    """Tell whether somebody who is asked answers: the more annoyed, the more likely."""
    return rng.random() < (0.08 + 0.35 * (1 - mood) if planted else 0.22)


class Journeys:
    """Listens to tickets: what each was to its customer, and what they say of it."""

    def __init__(self, organisation: Organisation, rng: Random, planted: bool) -> None:
        self._rng, self._planted = rng, planted
        self._end = organisation.end_at
        self._policies = {policy.number: policy for policy in organisation.policies}
        self._default = organisation.default_schedule
        earliest = organisation.start_at - 560 * DAY
        self._clocks = {
            schedule.number: Clock(schedule, earliest, self._end + 30 * DAY)
            for schedule in organisation.schedules
        }
        self.episodes: list[Episode] = []
        self.ratings: list[Rating] = []

    def note(self, history: TicketHistory) -> None:
        """Remember a ticket; what its customer says of it becomes part of it."""
        if history.ended_by == "spam":
            return
        replied_at = _first_reply(history)
        waited = None if replied_at is None else replied_at - history.created_at
        is_repeat = history.kind in ("repeat", "follow_up")
        episode = Episode(
            history.number,
            history.customer.number,
            history.created_at,
            None if history.ended_by in GONE else history.solved_at,
            waited,
            self._breach(history, replied_at),
            is_repeat,
            self._mood(waited, is_repeat),
        )
        self.episodes.append(episode)
        if episode.solved_at is not None and self._rng.random() < OFFERED:
            self._offer(history, episode, episode.solved_at)

    def _mood(self, waited: int | None, is_repeat: bool) -> float:
        mood = SAME_MOOD
        if self._planted:
            hours = 24.0 if waited is None else waited / HOUR
            mood = CONTENT - PER_DOUBLING * log2(1 + hours) - FOR_REPEATS * is_repeat
        return min(max(self._rng.gauss(mood, SPREAD), 0.0), 1.0)

    def _breach(self, history: TicketHistory, replied_at: int | None) -> int | None:
        """Find when the first promise of a first reply was broken; None if it was not."""
        if not history.policies or history.submitter != history.customer.number:
            return None
        at, number = history.policies[0]
        priority = _value_at(history.changes, "priority", at)
        for target in self._policies[number].targets_at(at):
            if target.metric == "first_reply_time" and target.priority == priority:
                due_at = history.created_at + target.minutes * 60
                if target.in_business_hours:
                    schedule = history.schedules[0][1] if history.schedules else self._default
                    due_at = self._clocks[schedule].add(history.created_at, target.minutes * 60)
                is_late = due_at < min(replied_at or self._end, self._end)
                return due_at if is_late else None
        return None

    def _offer(self, history: TicketHistory, episode: Episode, solved_at: int) -> None:
        """Ask a day after the solve whether the ticket went well."""
        rng, person = self._rng, history.customer.number
        offered_at = -(-(solved_at + DAY) // HOUR) * HOUR
        rated_at = offered_at + 60 + int(rng.lognormvariate(log(4 * HOUR), 1.1))
        if offered_at >= self._end:
            return
        history.changes.append(Change(offered_at, "satisfaction_score", "offered", NOBODY))
        score = words = None
        if answers(rng, episode.mood, self._planted) and rated_at < self._end:
            score = "good" if rng.gauss(episode.mood, 0.1) > 0.5 else "bad"
            history.changes.append(Change(rated_at, "satisfaction_score", score, person))
            if rng.random() < COMMENTED:
                words = comment_on(rng, episode.mood)
                history.changes.append(Change(rated_at, "satisfaction_comment", words, person))
        history.changes.sort(key=lambda change: change.at)
        changes = history.changes
        self.ratings.append(
            Rating(
                history.number,
                person,
                _number(_value_at(changes, "assignee", offered_at)),
                _number(_value_at(changes, "team", offered_at)),
                offered_at,
                None if score is None else rated_at,
                score,
                words,
            )
        )


def _first_reply(history: TicketHistory) -> int | None:
    """Find when a person of the organisation first answered for the customer to see."""
    return next(
        (
            comment.at
            for comment in history.comments
            if comment.is_public
            and comment.at > history.created_at
            and NOBODY < comment.author < FIRST_CUSTOMER
            and comment.author != BOT
        ),
        None,
    )


def _value_at(changes: Iterable[Change], field: str, at: int) -> str | None:
    """Return what a field said at an instant (epoch seconds)."""
    found = None
    for change in changes:
        if change.field == field and change.at <= at:
            found = None if change.value is None else str(change.value)
    return found


def _number(value: str | None) -> int | None:
    return None if value is None else int(value)
