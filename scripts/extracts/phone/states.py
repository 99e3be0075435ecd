"""What agents did and what the rota asked for, cut so that both hold from end to end of a row."""

from __future__ import annotations

from scripts.extracts.phone.plan import State
from scripts.extracts.phone.rota import Duty
from scripts.extracts.phone.rows import Rows

NOT_PLANNED = -1
LONG_GAP = 240  # seconds
COLUMNS = ("agent", "state", "planned", "started_at", "ended_at")

Pieces = list[tuple[int, int, int]]  # from, to, state


class AgentStates(Rows):
    """Collects the days of agents."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)

    def note(self, duties: list[Duty]) -> None:
        """Add what a day's agents did."""
        for duty in duties:
            self.extend(_cut(duty.agent, _lived(duty), _planned(duty)))


def _lived(duty: Duty) -> Pieces:
    """Fill the gaps between what was done: available, and offline outside login and logoff."""
    first = duty.shift[0] if duty.shift else duty.login
    last = duty.shift[1] if duty.shift else duty.logoff
    pieces: Pieces = []
    if first < duty.login:
        pieces.append((first, duty.login, State.OFFLINE))
    at = duty.login
    for begin, end, state in duty.done:
        _fill(pieces, at, begin, duty.is_blended)
        if begin < end:
            pieces.append((begin, end, state))
        at = max(at, end)
    _fill(pieces, at, duty.logoff, duty.is_blended)
    at = max(at, duty.logoff)
    if at < last:
        pieces.append((at, last, State.OFFLINE))
    return pieces


def _fill(pieces: Pieces, begin: int, end: int, is_blended: bool) -> None:
    """Fill a gap between calls: available, or mostly at work on tickets."""
    if is_blended and end - begin > LONG_GAP:
        starts = begin + (end - begin) * (3 + begin % 13) // 60
        stops = end - (end - begin) * (2 + end % 11) // 60
        pieces.append((begin, starts, State.AVAILABLE))
        pieces.append((starts, stops, State.ON_CONTACT))
        begin = stops
    if begin < end:
        pieces.append((begin, end, State.AVAILABLE))


def _planned(duty: Duty) -> Pieces:
    """List what the rota asked for, without gaps from the shift's begin to its end."""
    if duty.shift is None:
        return []
    at, end = duty.shift
    pieces: Pieces = []
    for begin, until, state in duty.plan:
        if at < begin:
            pieces.append((at, begin, State.AVAILABLE))
        pieces.append((begin, until, state))
        at = until
    if at < end:
        pieces.append((at, end, State.AVAILABLE))
    return pieces


def _cut(agent: int, lived: Pieces, planned: Pieces) -> list[tuple[int, int, int, int, int]]:
    """Cut what was lived at the borders of what was planned."""
    rows: list[tuple[int, int, int, int, int]] = []
    turn, last = 0, len(planned)
    for begin, end, state in lived:
        at = begin
        while at < end:
            while turn < last and planned[turn][1] <= at:
                turn += 1
            if turn == last:
                until, asked = end, NOT_PLANNED
            elif at < planned[turn][0]:
                until, asked = min(end, planned[turn][0]), NOT_PLANNED
            else:
                until, asked = min(end, planned[turn][1]), planned[turn][2]
            rows.append((agent, int(state), int(asked), at, until))
            at = until
    return rows
