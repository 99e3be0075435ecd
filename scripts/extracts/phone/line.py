"""One queue on one day: calls are answered in turn, or given up; agents have breaks and an end."""

from __future__ import annotations

from heapq import heapify, heappop, heappush, heapreplace
from random import Random
from typing import NamedTuple

from scripts.extracts.clock import Clock
from scripts.extracts.phone.plan import TALK, Channel, Method, Outcome, Queue, State
from scripts.extracts.phone.rota import Booking, Duty
from scripts.extracts.phone.segments import Call, Segments

CALLS_AGAIN = 0.45  # of those who gave up, within twenty minutes
TAKES_A_CALLBACK = 0.16  # of those who would wait for more than two minutes
OVERFLOWS = 0.22  # of those who would wait for more than two and a half
LEAVES_A_MESSAGE = 0.3  # of those who would wait for more than five, on Zendesk Talk
MESSAGE_OUTSIDE_HOURS = 0.55
TRANSFERRED = 0.085  # of the answered, where there are specialists
HANGS_UP_IN_IVR = 0.06
NOT_REACHED = 0.12  # of those whom we call
MISSED_FIRST = 0.05  # of the answered: it rang at somebody else before
LONG_WAIT = 120  # seconds, after which other ways are offered
NEVER = 1 << 40

# plain numbers are compared faster
INBOUND, VOICE = int(Method.INBOUND), int(Channel.VOICE)
OURS = (int(Method.OUTBOUND), int(Method.CALLBACK))


class Durations(NamedTuple):
    """Pools of 65,536 seconds each, drawn once."""

    patience: list[int]
    talk: list[int]
    hold: list[int]
    wrap: list[int]
    ivr: list[int]


class Line:
    """Works through the days of one queue."""

    def __init__(
        self,
        queue: Queue,
        durations: Durations,
        rng: Random,
        segments: Segments,
        clocks: dict[int, Clock],
    ) -> None:
        self._queue = queue
        self._is_talk = queue.system == TALK
        self._pools = durations
        self._random = rng.random
        self._segments = segments
        self._clocks = clocks
        self._turn = 0
        self._duties: list[Duty] = []
        self._free: list[tuple[int, int]] = []  # when, who
        self._pending: list[Call] = []
        self._closes = 0
        self.passed_on: list[tuple[int, Call]] = []  # to which queue

    def close(self, call: Call) -> None:
        """Take a call outside opening hours: an announcement, sometimes a message."""
        if call.method != INBOUND:
            return
        leaves = self._is_talk and self._random() < MESSAGE_OUTSIDE_HOURS
        lasts = 25 + int(50 * self._random()) if leaves else 8 + int(14 * self._random())
        outcome = Outcome.VOICEMAIL if leaves else Outcome.OUTSIDE
        self._segments.add(call, self._queue.number, outcome, call.at + lasts, min(lasts, 15))

    def work(self, calls: list[Call], duties: list[Duty], closes: int) -> None:
        """Work through one day, from calls in order of time; nobody waits after the close."""
        self._duties, self._closes = duties, closes
        self._free = [(duty.login, place) for place, duty in enumerate(duties)]
        heapify(self._free)
        pending, turn, last = self._pending, 0, len(calls)
        while turn < last or pending:
            if pending and (turn == last or pending[0].at <= calls[turn].at):
                self._take(heappop(pending))
            else:
                self._take(calls[turn])
                turn += 1
        while self._free:
            free_at, place = heappop(self._free)
            duty = duties[place]
            while duty.fixed or (duty.diary and duty.diary[-1].start < duty.leaves):
                free_at = self._attend(duty, free_at)
            duty.logoff = max(free_at, duty.leaves)

    def _take(self, call: Call) -> None:
        """Let a call be answered, or end in another way."""
        pools = self._pools
        self._turn = turn = (self._turn + 1) & 0xFFFF
        is_new = call.method == INBOUND and call.channel == VOICE
        ivr = pools.ivr[turn] if is_new else 0
        if is_new and self._random() < HANGS_UP_IN_IVR:
            ivr = max(3, ivr // 2)
            self._segments.add(call, self._queue.number, Outcome.IVR_ONLY, call.at + ivr, ivr)
            return
        queued_at = call.at + ivr
        ring = 2 + (turn & 3)
        talk, hold = pools.talk[turn], pools.hold[turn]
        if call.channel != VOICE:
            talk, hold = talk * 2, 0
        place = self._next_agent(queued_at, ring + talk + hold + pools.wrap[turn])
        answered_at = NEVER if place is None else max(queued_at, self._free[0][0]) + ring
        is_ours = call.method in OURS
        patience = NEVER if is_ours else pools.patience[turn] << (2 if call.channel else 0)
        wait = answered_at - queued_at
        if is_new and wait > LONG_WAIT and self._leave(call, ivr, wait, patience):
            return
        if place is not None and wait <= patience:
            self._answer(call, place, ivr, answered_at, talk, hold)
        elif not is_ours:
            self._give_up(call, ivr, patience)

    def _answer(
        self, call: Call, place: int, ivr: int, answered_at: int, talk: int, hold: int
    ) -> None:
        """Let an agent take a call, and at times pass it on to a specialist."""
        random, duty, wrap = self._random, self._duties[place], self._pools.wrap[self._turn]
        outcome, target = int(Outcome.ANSWERED), self._queue.specialists
        if call.method in OURS and random() < NOT_REACHED:
            outcome, talk, hold = int(Outcome.UNREACHED), 12 + (self._turn & 15), 0
        said_at = answered_at + talk + hold
        is_new = call.method == INBOUND and call.channel == VOICE
        if target and is_new and random() < TRANSFERRED and self._is_open(target, said_at):
            outcome = int(Outcome.TRANSFERRED)
        attempts = 2 if random() < MISSED_FIRST else 1
        key = self._segments.add(
            *(call, self._queue.number, outcome, said_at, ivr, call.at + ivr, answered_at),
            *(answered_at, talk, hold, wrap, duty.agent, attempts),
        )
        if target and outcome == Outcome.TRANSFERRED:
            self._pass_on(call, key, target, said_at, Method.TRANSFER)
        duty.done.append((answered_at, said_at, State.ON_CONTACT))
        duty.done.append((said_at, said_at + wrap, State.WRAP))
        heapreplace(self._free, (said_at + wrap, place))

    def _next_agent(self, at: int, needs: int) -> int | None:
        """Find who can take a call of that length first; None if nobody is left today."""
        free = self._free
        while free:
            free_at, place = free[0]
            duty = self._duties[place]
            start = max(at, free_at)
            if (duty.fixed and start + needs > duty.fixed[-1].start) or (
                duty.diary and duty.diary[-1].start <= start
            ):
                heapreplace(free, (self._attend(duty, free_at), place))
            elif start >= duty.leaves:
                duty.logoff = max(free_at, duty.leaves)
                heappop(free)
            else:
                return place
        return None

    def _attend(self, duty: Duty, free_at: int) -> int:
        """Let an agent do what comes first in the diary; when they are free again."""
        diary, fixed = duty.diary, duty.fixed
        if diary and (not fixed or diary[-1].start <= fixed[-1].start):
            booking = diary.pop()
            begin = max(free_at, booking.start)
            planned = booking.end - booking.start
            end = begin + round(planned * (0.92 + 0.3 * self._random() ** 2))
            if fixed:
                end = min(end, fixed[-1].start)
            if end <= begin:
                return free_at
            duty.done.append((begin, end, booking.state))
            return end
        return self._answer_booked(duty, fixed.pop())

    def _answer_booked(self, duty: Duty, booking: Booking) -> int:
        """Answer the call that opens a ticket, at the instant that the ticket tells."""
        assert booking.call is not None
        call, talk = booking.call, booking.talk
        said_at = booking.start + talk
        ivr = min(8, booking.start - call.at)
        self._segments.add(
            *(call, self._queue.number, Outcome.ANSWERED, said_at, ivr, call.at + ivr),
            *(booking.start, booking.start, talk, 0, booking.end - said_at, duty.agent, 1, 1),
        )
        duty.done.append((booking.start, said_at, State.ON_CONTACT))
        duty.done.append((said_at, booking.end, State.WRAP))
        return booking.end

    def _leave(self, call: Call, ivr: int, wait: int, patience: int) -> bool:
        """Offer a long wait another way out: a callback, another queue, a message."""
        random, queued_at = self._random, call.at + ivr
        add, queue = self._segments.add, self._queue.number
        if patience > 100 and queued_at + 3000 < self._closes and random() < TAKES_A_CALLBACK:
            ended_at = queued_at + 90
            key = add(call, queue, Outcome.CALLBACK, ended_at, ivr, queued_at, ended_at)
            back_at = queued_at + 600 + int(2100 * random())
            heappush(self._pending, self._following(call, key, back_at, Method.CALLBACK))
            return True
        other = self._queue.overflows_to
        ended_at = queued_at + 150
        can_overflow = self._is_talk or (other and self._is_open(other, ended_at))
        if min(wait, patience) > 150 and can_overflow and random() < OVERFLOWS:
            key = add(call, queue, Outcome.OVERFLOWED, ended_at, ivr, queued_at, ended_at)
            if other:
                self._pass_on(call, key, other, ended_at, Method.QUEUE_TRANSFER)
            return True
        if min(wait, patience) > 300 and self._is_talk and random() < LEAVES_A_MESSAGE:
            ended_at = queued_at + 320 + int(60 * random())
            add(call, queue, Outcome.VOICEMAIL, ended_at, ivr, queued_at, queued_at + 300)
            return True
        return False

    def _give_up(self, call: Call, ivr: int, patience: int) -> None:
        """Let a caller hang up, and perhaps call again within minutes."""
        random, queued_at = self._random, call.at + ivr
        gone_at = max(min(queued_at + patience, self._closes), queued_at + 1)
        self._segments.add(
            call, self._queue.number, Outcome.ABANDONED, gone_at, ivr, queued_at, gone_at
        )
        back_at = gone_at + 60 + int(1140 * random() ** 1.6)
        is_first = call.method == INBOUND and call.attempt < 2
        if is_first and back_at < self._closes and random() < CALLS_AGAIN:
            heappush(self._pending, call._replace(at=back_at, attempt=call.attempt + 1))

    def _is_open(self, queue: int, at: int) -> bool:
        return self._clocks[queue].is_open(at)

    def _pass_on(self, call: Call, key: int, queue: int, at: int, method: Method) -> None:
        self.passed_on.append((queue, self._following(call, key, at, method)))

    def _following(self, call: Call, key: int, at: int, method: Method) -> Call:
        chain = key if call.chain < 0 else call.chain
        return call._replace(at=at, method=int(method), chain=chain, before=key)
