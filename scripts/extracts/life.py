"""The life of one ticket, from the customer's first word to the last agent turn.

A ticket goes new, open, then pending or hold and back, then solved, and is closed four days later
unless somebody opens it again. Whoever acts, acts after what they answer to.
"""

from __future__ import annotations

from math import log

from scripts.extracts.clock import DAY
from scripts.extracts.endings import end_life
from scripts.extracts.ledger import Ledger, World, finish
from scripts.extracts.model import NOBODY, Contact, TicketHistory
from scripts.extracts.openings import CRITICAL_SCHEDULE, open_ticket
from scripts.extracts.organisation import BILLING, ENGINEERING, TECHNICAL
from scripts.extracts.policies import BACK_OFFICE, PREMIUM

HOUR = 3600
MINUTES_TO_REPLY = {"urgent": 14, "high": 60, "normal": 120, "low": 330, None: 150}  # median
SPREAD = 0.95  # of the logarithm
SOLVES_IN_TURN = (0.56, 0.62, 0.70, 0.80, 0.90)
LAST_TURN = 9


def live(world: World, contact: Contact, number: int) -> TicketHistory:
    """Simulate one ticket up to the end of the organisation's period."""
    ledger = open_ticket(world, contact, number)
    history, rng = ledger.history, world.rng
    fate = rng.random()
    if contact.kind == "long":
        _wait_for_a_year(ledger)
    elif fate < 0.004:
        pass  # nobody ever looks at it
    elif fate < 0.008:
        _answer_at_once(ledger)
    elif fate < 0.033:
        at = act_after(ledger, history.created_at, 1.0)
        pick_up(ledger, at, history.created_at)
        ledger.say(at, actor(ledger), "checked", public=False)
        solve(ledger, at)
        end_life(ledger, at, take_turns)
    else:
        take_turns(ledger, history.created_at, 0)
    return finish(history, world.organisation.end_at)


def take_turns(ledger: Ledger, asked_at: int, turn: int) -> None:
    """Take agent turns from `asked_at` (epoch seconds) until the ticket is solved."""
    rng, customer = ledger.world.rng, ledger.history.customer.number
    while turn < LAST_TURN:
        at = act_after(ledger, asked_at, 1.0 if turn == 0 else 1.25)
        pick_up(ledger, at, asked_at)
        if turn == 0:
            moved_at = _hand_over(ledger, at)
            if moved_at is not None:
                asked_at, turn = moved_at, 1
                continue
        if rng.random() < 0.3:
            ledger.say(at - min(30, at - asked_at), actor(ledger), "checked", public=False)
        if rng.random() < 0.05:
            _change_priority(ledger, at)
        ledger.say(at, actor(ledger), "answer")
        chance = rng.random()
        solving = SOLVES_IN_TURN[min(turn, len(SOLVES_IN_TURN) - 1)]
        if chance < solving or turn == LAST_TURN - 1:
            solve(ledger, at)
            end_life(ledger, at, take_turns)
            return
        rest = (chance - solving) / (1 - solving)
        turn += 1
        if rest < 0.70:
            ledger.set_status(at, "pending", actor(ledger))
            if rng.random() < 0.18:  # the customer never answers
                given_up_at = -(-(at + 5 * DAY) // HOUR) * HOUR
                solve(ledger, given_up_at, by=NOBODY)
                end_life(ledger, given_up_at, take_turns)
                return
            asked_at = at + 60 + int(rng.lognormvariate(log(6 * HOUR), 1.2))
            ledger.say(asked_at, customer, "reply")
            ledger.set_status(asked_at, "open", customer)
        elif rest < 0.84:
            ledger.set_status(at, "hold", actor(ledger))
            asked_at = ledger.clock.add(at, int(rng.lognormvariate(log(14 * HOUR), 0.8)))
            pick_up(ledger, asked_at, asked_at)
            ledger.say(asked_at, actor(ledger), "checked", public=False)
            ledger.set_status(asked_at, "open", actor(ledger))
        else:
            asked_at = at


def act_after(ledger: Ledger, asked_at: int, patience: float) -> int:
    """Find when the team acts on what was asked: mostly in its hours, rarely by someone on call."""
    world, created_at = ledger.world, ledger.history.created_at
    median = MINUTES_TO_REPLY[ledger.priority] * 60 * patience
    if world.demand.incident_at(created_at) is not None:
        median *= 2.0
    delay = 1 + int(world.rng.lognormvariate(log(median), SPREAD))
    if world.rng.random() < 0.03 and not ledger.clock.is_open(asked_at):
        return asked_at + min(delay, HOUR)
    return ledger.clock.add(asked_at, delay)


def actor(ledger: Ledger) -> int:
    """Return the number of the agent who has the ticket."""
    return ledger.agent.number if ledger.agent else NOBODY


def pick_up(ledger: Ledger, at: int, asked_at: int) -> None:
    """Let someone take the ticket shortly before acting on it, or in the same second."""
    rng = ledger.world.rng
    agent = ledger.agent
    if agent and agent.hired_at <= at and (agent.left_at is None or at < agent.left_at):
        if ledger.status == "new":
            ledger.set_status(at, "open", agent.number)
        return
    taken_at = max(asked_at, at - rng.randrange(60, 1500))
    opens_at = ledger.clock.add(taken_at, 0)
    if taken_at < opens_at <= at:
        taken_at = rng.randint(opens_at, at)
    if rng.random() < 0.02:
        taken_at = at
    someone = ledger.world.someone(ledger.team, taken_at)
    ledger.set_agent(taken_at, someone, someone.number)
    if ledger.status == "new":
        ledger.set_status(taken_at, "open", someone.number)


def solve(ledger: Ledger, at: int, by: int | None = None) -> None:
    """Solve the ticket; agents leave a reason code."""
    who = actor(ledger) if by is None else by
    if who != NOBODY and ledger.world.rng.random() < 0.7:
        code = f"resolution_{ledger.world.rng.randrange(1, 8)}"
        ledger.note(at, "resolution", code, who)
    ledger.set_status(at, "solved", who)


def _hand_over(ledger: Ledger, at: int) -> int | None:
    """Escalate, reroute or reassign; return the instant if someone else has to act."""
    world, rng, who = ledger.world, ledger.world.rng, actor(ledger)
    chance = rng.random()
    if chance < 0.085 and ledger.team.tier == 1:
        technical = ledger.history.topic in ("bug", "outage", "api_integration", "login")
        number = TECHNICAL if technical else BILLING
        team = world.teams[ENGINEERING if technical and rng.random() < 0.15 else number]
        if rng.random() < 0.75:
            ledger.say(at, who, "passed on")
        ledger.set_team(at, team, who)
        ledger.set_agent(at, None, who)
        ledger.tag(at, "escalated", actor=who)
        ledger.set_schedule(at + rng.randrange(2), team.schedule)
        if rng.random() < 0.5 and ledger.policy is not None:
            ledger.set_policy(at + 1, BACK_OFFICE)
        return at
    if chance < 0.11:  # wrong team
        region = rng.choice(world.organisation.regions)
        team = world.teams[region.team]
        ledger.set_team(at, team, who)
        ledger.set_agent(at, None, who)
        ledger.set_schedule(at, team.schedule)
        return at
    if chance < 0.118:
        ledger.set_agent(at, ledger.team.agents[0], who)
        ledger.say(at, who, "checked", public=False)
        return at
    if chance < 0.19:
        ledger.set_agent(at, world.someone(ledger.team, at), who)
    elif chance < 0.20 and ledger.policy is not None:
        ledger.set_policy(at, PREMIUM)
    elif chance < 0.207:
        ledger.set_schedule(at, CRITICAL_SCHEDULE)
    return None


def _change_priority(ledger: Ledger, at: int) -> None:
    levels = ("low", "normal", "high", "urgent")
    place = levels.index(ledger.priority) if ledger.priority else 0
    step = 1 if ledger.world.rng.random() < 0.7 else -1
    ledger.set_priority(at, levels[min(max(place + step, 0), 3)], actor(ledger))


def _answer_at_once(ledger: Ledger) -> None:
    """Reply publicly in the very second of creation, as chat hand-overs do."""
    at = ledger.history.created_at
    pick_up(ledger, at, at)
    ledger.say(at, actor(ledger), "answer")
    take_turns(ledger, at, 1)


def _wait_for_a_year(ledger: Ledger) -> None:
    """Answer, then leave on hold; after more than a year half of them are still open."""
    rng, created_at = ledger.world.rng, ledger.history.created_at
    at = act_after(ledger, created_at, 2.0)
    pick_up(ledger, at, created_at)
    ledger.say(at, actor(ledger), "answer")
    ledger.set_status(at, "hold", actor(ledger))
    moved_at = ledger.clock.add(at + rng.randrange(20, 200) * DAY, 600)
    pick_up(ledger, moved_at, moved_at)
    ledger.say(moved_at, actor(ledger), "checked", public=False)
    ledger.set_status(moved_at, "open", actor(ledger))
    if rng.random() < 0.5:
        solved_at = ledger.clock.add(created_at + rng.randrange(367, 400) * DAY, 1200)
        pick_up(ledger, solved_at, solved_at)
        ledger.say(solved_at, actor(ledger), "answer")
        solve(ledger, solved_at)
        end_life(ledger, solved_at, take_turns)
