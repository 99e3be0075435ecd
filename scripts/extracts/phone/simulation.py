"""A period on the phone: every queue, every day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from random import Random

import numpy as np

from scripts.extracts.clock import DAY, Clock
from scripts.extracts.model import Organisation
from scripts.extracts.phone.arrivals import draw_arrivals
from scripts.extracts.phone.book import Book
from scripts.extracts.phone.line import Durations, Line
from scripts.extracts.phone.plan import QUEUE_OF_TEAM, QUEUES, Channel, Method
from scripts.extracts.phone.rota import Booking, Duty, Rota, Spans
from scripts.extracts.phone.segments import Call, Segments
from scripts.extracts.phone.states import AgentStates
from scripts.extracts.zendesk_news import voice_call

POOL = 1 << 16
MOST_OPENING = 0.4  # of the calls open a ticket, at most

Booked = dict[int, dict[int, list[Booking]]]  # queue: agent: what opens tickets


class PhoneSimulation:
    """Lets about so many calls reach the queues, and the agents answer them."""

    def __init__(self, organisation: Organisation, book: Book, calls: int, seed: int) -> None:
        self._rng = Random(f"{seed}/telephony")  # noqa: S311 - reproducible, not secret
        numbers = np.random.Generator(np.random.PCG64(self._rng.getrandbits(64)))
        self.segments, self.states = Segments(), AgentStates()
        self._start_at, self._end_at = organisation.start_at, organisation.end_at
        teams = {team.number: team for team in organisation.teams}
        schedules = {schedule.number: schedule for schedule in organisation.schedules}
        start_at, end_at = organisation.start_at, organisation.end_at
        self._clocks = {
            queue.number: Clock(schedules[teams[queue.number].schedule], start_at, end_at + DAY)
            for queue in QUEUES
        }
        self._days = {number: self._open_days(clock) for number, clock in self._clocks.items()}
        self._booked, opening = self._book_openings(organisation, book, calls)
        self._arrivals = draw_arrivals(organisation, book, self._clocks, calls, opening, numbers)
        self._rota = Rota(organisation, self._rng)
        self._durations = _draw_durations(numbers)
        self._later: defaultdict[int, list[Call]] = defaultdict(list)

    def run(self) -> None:
        """Fill `segments` and `states`."""
        for queue in QUEUES:
            line = Line(queue, self._durations, self._rng, self.segments, self._clocks)
            calls = self._calls_of(queue.number)
            booked = self._booked.get(queue.number, {})
            turn = 0
            for spans in self._days[queue.number]:
                opens, closes = spans[0][0], spans[-1][1]
                today: list[Call] = []
                while turn < len(calls) and calls[turn].at < closes:
                    call = calls[turn]
                    turn += 1
                    if any(begin <= call.at < end for begin, end in spans):
                        today.append(call)
                    else:
                        line.close(call)
                duties = self._rota.staff(queue.number, spans, len(today))
                self._add_booked(duties, booked, opens, closes)
                line.work(today, duties, closes)
                self._rota.end_day(duties)
                self.states.note(duties)
            for call in calls[turn:]:
                line.close(call)
            for other, call in line.passed_on:
                self._later[other].append(call)

    def _calls_of(self, queue: int) -> list[Call]:
        """List a queue's calls in order of time, with those that other queues passed on."""
        arrivals = self._arrivals
        here = slice(*np.searchsorted(arrivals["queue"], [queue, queue + 1]).tolist())
        names = ("at", "method", "channel", "customer", "number", "ticket")
        columns = [arrivals[name][here].tolist() for name in names]
        calls = [Call(*row) for row in zip(*columns, strict=True)]
        later = self._later.pop(queue, [])
        return sorted(calls + later) if later else calls

    def _open_days(self, clock: Clock) -> list[Spans]:
        """Group opening hours by day: hours less than ten apart belong together."""
        days: list[Spans] = []
        for span in clock.openings(self._start_at, self._end_at):
            if days and span[0] != days[-1][-1][1] and span[0] - days[-1][-1][1] < 10 * 3600:
                days[-1].append(span)
            else:
                days.append([span])
        return days

    def _book_openings(
        self, organisation: Organisation, book: Book, calls: int
    ) -> tuple[Booked, int]:
        """Put the calls that opened tickets into the diaries of the agents who answered them."""
        team_of = {agent.number: agent.team for agent in organisation.agents}
        booked: Booked = defaultdict(lambda: defaultdict(list))
        last: dict[int, int] = {}
        made = 0
        for ticket in sorted(book.tickets, key=lambda each: each.created_at):
            if not ticket.opened_by or made >= calls * MOST_OPENING:
                continue
            queue = QUEUE_OF_TEAM[team_of[ticket.opened_by]]
            answered_at = ticket.created_at - 2 - ticket.number % 19
            talk = voice_call(ticket.number)[1]
            end = answered_at + talk + 10 + ticket.number % 50
            is_open = self._is_in_a_day(queue, answered_at - 120, end)
            if not is_open or answered_at < last.get(ticket.opened_by, 0) + 120:
                continue
            last[ticket.opened_by] = end
            call = Call(
                answered_at - 12 - ticket.number % 45,
                *(int(Method.INBOUND), int(Channel.VOICE), ticket.customer),
                *(book.number_of[ticket.customer], ticket.number),
            )
            booking = Booking(answered_at, end, 1, call, talk)
            booked[queue][ticket.opened_by].append(booking)
            made += 1
        return booked, made

    def _is_in_a_day(self, queue: int, from_at: int, to_at: int) -> bool:
        days = self._days[queue]
        place = bisect_right(days, from_at, key=lambda spans: spans[0][0]) - 1
        return place >= 0 and to_at < min(days[place][-1][1], self._end_at)

    def _add_booked(
        self, duties: list[Duty], booked: dict[int, list[Booking]], opens: int, closes: int
    ) -> None:
        """Give agents their booked calls; who is not on the rota helps out."""
        by_agent = {duty.agent: duty for duty in duties}
        for agent, bookings in booked.items():
            today = []
            while bookings and bookings[0].start < closes:
                today.append(bookings.pop(0))
            today = [each for each in today if each.start > self._rota.busy_until(agent) + 60]
            if not today:
                continue
            begins, ends = today[0].start - 30, today[-1].end + 30
            duty = by_agent.get(agent)
            if duty is None:
                duty = Duty(agent, None, max(begins, opens), ends)
                duties.append(duty)
            duty.login, duty.leaves = min(duty.login, begins), max(duty.leaves, ends)
            duty.fixed = today[::-1]


def _draw_durations(rng: np.random.Generator) -> Durations:
    def lognormal(median: float, spread: float, least: int, most: int) -> list[int]:
        drawn = rng.lognormal(np.log(median), spread, POOL)
        return [int(second) for second in np.clip(drawn, least, most)]

    hold = lognormal(45, 0.9, 5, 900)
    held = (rng.random(POOL) < 0.24).tolist()
    return Durations(
        patience=lognormal(200, 0.95, 3, 2400),
        talk=lognormal(215, 0.75, 8, 3600),
        hold=[second if is_held else 0 for second, is_held in zip(hold, held, strict=True)],
        wrap=lognormal(38, 0.8, 0, 900),
        ivr=lognormal(22, 0.5, 4, 180),
    )
