"""Who is asked by survey, who answers, and what they say.

What is planted here is true in the extracts: whoever is annoyed answers more often than the rest,
so that answers are worse than what all customers think.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from math import log
from random import Random

from scripts.extracts.clock import DAY
from scripts.extracts.customers.journeys import HOUR, SAME_MOOD, SPREAD, answers
from scripts.extracts.customers.model import Ask, Episode, Party
from scripts.extracts.customers.words import comment_on
from scripts.extracts.model import Customer, Organisation

RECOMMEND, EFFORT = "SV_demoNps", "SV_demoEffort"
ASKED_ABOUT_TICKET = 0.25
ASKED_A_QUARTER = 0.25
REMEMBERED = 120 * DAY  # a mood lasts
UNFINISHED = 0.04
COMMENTED = 0.4
WITHOUT_TICKETS = 0.74  # the mood of whoever needed no help


class Surveys:
    """Asks about tickets and, every quarter, about everything."""

    def __init__(self, organisation: Organisation, rng: Random, planted: bool) -> None:
        self._start, self._end = organisation.start_at, organisation.end_at
        self._people = {customer.number: customer for customer in organisation.customers}
        self._rng, self._planted = rng, planted

    def draw(self, parties: list[Party], episodes: list[Episode]) -> list[Ask]:
        """Return what was sent, in that order, with the answers that came back."""
        asks = [*self._about_tickets(episodes), *self._about_everything(parties, episodes)]
        return sorted(asks, key=lambda ask: (ask.sent_at, ask.number))

    def _about_tickets(self, episodes: list[Episode]) -> Iterator[Ask]:
        for episode in episodes:
            if episode.solved_at is None or self._rng.random() >= ASKED_ABOUT_TICKET:
                continue
            sent_at = episode.solved_at + self._rng.randrange(HOUR, 20 * HOUR)
            person, mood = self._people[episode.person], episode.mood
            if sent_at < self._end and _can_be_asked(person):
                said = {"QID1": str(1 + round(6 * mood)), "QID2": str(1 + round(4 * mood))}
                ask = Ask(episode.ticket, EFFORT, person, sent_at, episode.ticket)
                yield self._answered(ask, mood, said)

    def _about_everything(self, parties: list[Party], episodes: list[Episode]) -> Iterator[Ask]:
        moods: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for episode in episodes:
            moods[episode.person].append((episode.opened_at, episode.mood))
        quarters = list(enumerate(range(self._start, self._end, 91 * DAY)))
        for party in parties:
            for person in filter(_can_be_asked, party.people):
                for quarter, begins in quarters:
                    sent_at = begins + self._rng.randrange(91 * DAY)
                    is_asked = self._rng.random() < ASKED_A_QUARTER
                    if not is_asked or sent_at >= self._end or not party.is_active(sent_at):
                        continue
                    mood = self._mood_at(sorted(moods.get(person.number, [])), sent_at)
                    said = {"QID1": str(min(10, round(11 * mood)))}
                    if self._rng.random() < COMMENTED:
                        said["QID2_TEXT"] = comment_on(self._rng, mood)
                    ask = Ask(person.number * 100 + quarter, RECOMMEND, person, sent_at)
                    yield self._answered(ask, mood, said)

    def _mood_at(self, moods: list[tuple[int, float]], at: int) -> float:
        """Return the mood after the last ticket, if it is not long ago."""
        mood = WITHOUT_TICKETS if self._planted else SAME_MOOD
        last = bisect_right(moods, (at, 2.0)) - 1
        if last >= 0 and moods[last][0] > at - REMEMBERED:
            mood = moods[last][1]
        return min(max(self._rng.gauss(mood, SPREAD), 0.0), 1.0)

    def _answered(self, ask: Ask, mood: float, said: dict[str, str]) -> Ask:
        rng = self._rng
        answered_at = ask.sent_at + 60 + int(rng.lognormvariate(log(6 * HOUR), 1.2))
        if answers(rng, mood, self._planted) and answered_at < self._end:
            ask.answered_at = answered_at
            ask.is_whole = rng.random() >= UNFINISHED
            ask.answers = said if ask.is_whole else {"QID1": said["QID1"]}
        return ask


def _can_be_asked(person: Customer) -> bool:
    return person.is_recorded and not person.is_erased
