"""Who is on the phone on a day, from when to when, and what else is in their diary."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from scripts.extracts.clock import DAY
from scripts.extracts.model import Agent, Organisation
from scripts.extracts.phone.plan import FIRST_PHONE_AGENT, QUEUE_OF_TEAM, State
from scripts.extracts.phone.segments import Call

MINUTE, HOUR = 60, 3600
HANDLING = 330  # seconds that a call is thought to take
FULL_SHIFT, HALF_SHIFT = 8 * HOUR + 30 * MINUTE, 4 * HOUR
OCCUPANCY = 0.79  # planned
REST = 6 * HOUR  # between two shifts

Spans = list[tuple[int, int]]


@dataclass(slots=True)
class Booking:
    """Something in the diary. A call that opened a ticket is fixed; a break waits for a call."""

    start: int
    end: int
    state: int
    call: Call | None = None
    talk: int = 0


@dataclass(slots=True)
class Duty:
    """One agent's day on the phone. Diaries are kept latest first; the times are epoch seconds."""

    agent: int
    shift: tuple[int, int] | None  # as the rota has it; None = helps out
    login: int
    leaves: int
    diary: list[Booking] = field(default_factory=list)
    fixed: list[Booking] = field(default_factory=list)
    plan: list[tuple[int, int, int]] = field(default_factory=list)
    done: list[tuple[int, int, int]] = field(default_factory=list)
    logoff: int = 0
    is_blended: bool = False  # answers tickets between calls


class Rota:
    """Staffs the queues from the teams; whom the teams lack is on the phone only."""

    def __init__(self, organisation: Organisation, rng: Random) -> None:
        self._rng = rng
        self._teams: dict[int, list[Agent]] = {}
        self._others: dict[int, list[int]] = {}
        self._busy: dict[int, int] = {}
        self._hired = 0
        for agent in organisation.agents:
            if agent.role == "agent":
                self._teams.setdefault(QUEUE_OF_TEAM[agent.team], []).append(agent)

    def staff(self, queue: int, spans: Spans, calls: int) -> list[Duty]:
        """Plan a day of a queue for about so many calls, sometimes with too few people."""
        rng = self._rng
        opens, closes = spans[0][0], spans[-1][1]
        window = closes - opens
        load = calls * HANDLING * rng.lognormvariate(0, 0.15)
        is_small = load / window < 1.3
        length = min(HALF_SHIFT if is_small else FULL_SHIFT, window)
        people = -(-window // (length - HOUR // 4)) + (1 if load / window > 0.3 else 0)
        if not is_small:
            people = max(people, 1 + round(load / ((length - 80 * MINUTE) * OCCUPANCY)))
            if rng.random() < 0.1:
                people = max(2, round(people * 0.86))
        gap = (window - length) / max(1, people - 1)
        starts = [opens + round(place * gap / 900) * 900 for place in range(people)]
        agents = self._available(queue, starts)
        return [
            self._duty(agent, start, min(start + length, closes), spans, is_small)
            for agent, start in zip(agents, starts, strict=True)
        ]

    def _available(self, queue: int, starts: list[int]) -> list[int]:
        """Find an agent for every shift who had some rest before it."""
        at = starts[0]
        team = [
            agent.number
            for agent in self._teams.get(queue, [])
            if agent.hired_at <= at and (agent.left_at is None or at + 2 * DAY < agent.left_at)
        ]
        others = self._others.setdefault(queue, [])
        self._rng.shuffle(team)
        pool = team + others
        found = []
        for start in starts:
            rested = (i for i, agent in enumerate(pool) if self.busy_until(agent) + REST <= start)
            place = next(rested, None)
            if place is None:
                others.append(FIRST_PHONE_AGENT + self._hired)
                self._hired += 1
                found.append(others[-1])
            else:
                found.append(pool.pop(place))
        return found

    def busy_until(self, agent: int) -> int:
        """Tell when an agent last left the phone."""
        return self._busy.get(agent, 0)

    def end_day(self, duties: list[Duty]) -> None:
        """Remember when everybody left."""
        self._busy |= {duty.agent: duty.logoff for duty in duties}

    def _duty(self, agent: int, start: int, end: int, spans: Spans, is_blended: bool) -> Duty:
        rng = self._rng
        late = rng.gauss(40, 200) if rng.random() < 0.93 else rng.uniform(300, 1800)
        early = rng.uniform(120, 1200) if rng.random() < 0.04 else 0
        login = start + round(max(late, -300))
        duty = Duty(agent, (start, end), login, max(end - round(early), login + 60))
        duty.is_blended = is_blended
        bookings = [
            Booking(closed, opened, State.BREAK)
            for (_, closed), (opened, _) in pairwise(spans)
            if start < closed and opened < end
        ]
        if not bookings:
            bookings = self._breaks(start, end)
        if rng.random() < 0.12:
            bookings.append(self._booking(start, end, 0.2, 30, State.MEETING))
        elif rng.random() < 0.06:
            bookings.append(self._booking(start, end, 0.25, 60, State.TRAINING))
        bookings.sort(key=lambda booking: booking.start)
        for booking in bookings:
            since = duty.diary[-1].end if duty.diary else start
            if since <= booking.start and booking.end <= end:
                duty.diary.append(booking)
                duty.plan.append((booking.start, booking.end, int(booking.state)))
        if rng.random() < 0.02:  # the line fails
            duty.diary.append(self._booking(start, end, rng.uniform(0.1, 0.8), 10, State.OFFLINE))
            duty.diary.sort(key=lambda booking: booking.start)
        duty.diary.reverse()
        return duty

    def _breaks(self, start: int, end: int) -> list[Booking]:
        if end - start < 6 * HOUR:
            return [self._booking(start, end, 0.5, 10, State.BREAK)]
        shares = ((0.25, 15), (0.47 + 0.1 * self._rng.random(), 45), (0.78, 15))
        return [self._booking(start, end, share, length, State.BREAK) for share, length in shares]

    def _booking(self, start: int, end: int, share: float, minutes: int, state: State) -> Booking:
        begin = start + round(((end - start) * share + self._rng.uniform(-900, 900)) / 300) * 300
        return Booking(begin, begin + minutes * MINUTE, int(state))
