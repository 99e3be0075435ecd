"""How a ticket begins: who writes, who gets it, what is promised."""

from __future__ import annotations

from scripts.extracts.calendars import ALWAYS
from scripts.extracts.ledger import Ledger, World
from scripts.extracts.model import NOBODY, Contact, Team, TicketHistory
from scripts.extracts.organisation import BILLING, CRITICAL, LEGACY
from scripts.extracts.policies import CRITICAL as CRITICAL_POLICY
from scripts.extracts.policies import PREMIUM, STANDARD

CRITICAL_SCHEDULE = ALWAYS
PRIORITIES = {None: 0.07, "low": 0.18, "normal": 0.52, "high": 0.17, "urgent": 0.06}
ASSIGNED_AT_ONCE = {"voice": 1.0, "agent": 1.0, "chat": 0.6, "native_messaging": 0.3}
AUTO_REPLY = {"email": 0.6, "web": 0.5, "native_messaging": 0.4, "mobile_sdk": 0.4}


def open_ticket(world: World, contact: Contact, number: int) -> Ledger:
    """Create the ticket of a contact, as triggers and the customer leave it."""
    rng, at, customer = world.rng, contact.at, contact.customer
    is_premium = customer.account in world.organisation.premium_accounts
    priority = rng.choices(list(PRIORITIES), list(PRIORITIES.values()))[0]
    if contact.topic == "outage" and rng.random() < 0.5:
        priority = rng.choice(["high", "urgent"])
    team = _first_team(world, contact, is_premium and priority in ("high", "urgent"))
    channel = world.demand.channel()
    is_staffed = world.clocks[team.schedule].is_open(at)
    if contact.kind in ("duplicate", "follow_up", "long") or not is_staffed:
        channel = channel if channel in ("email", "web", "api", "mobile_sdk") else "email"

    by_agent = channel in ("voice", "agent")
    is_assigned = is_staffed and rng.random() < ASSIGNED_AT_ONCE.get(channel, 0.12)
    agent = world.someone(team, at) if is_assigned else None
    submitter = agent.number if agent and by_agent else customer.number
    history = TicketHistory(number, at, customer, submitter, channel, contact.topic, contact.kind)
    if customer.first_seen_at is None or at < customer.first_seen_at:
        earlier = rng.randrange(86_400 * 200) if rng.random() < 0.5 else rng.randrange(5)
        customer.first_seen_at = at - earlier
    customer.last_seen_at = max(customer.last_seen_at, at)

    ledger = Ledger(world, history)
    ledger.set_status(at, "open" if agent else "new", submitter)
    ledger.set_priority(at, priority, submitter)
    ledger.note(at, "type", rng.choice(["question", "incident", "problem", None]), submitter)
    ledger.note(at, "requester", customer.number, submitter)
    ledger.set_team(at, team, submitter)
    ledger.set_agent(at, agent, submitter)
    ledger.note(at, "area", f"area_{rng.randrange(1, 12)}", submitter)
    opening = ledger.say(at, submitter, "question" if submitter == customer.number else "call")
    opening.is_voice = channel == "voice"
    ledger.tag(at, f"topic_{contact.topic}", *(["vip"] if is_premium else []))
    ledger.set_schedule(at + rng.randrange(3), team.schedule)
    if rng.random() >= 0.05:
        policy = CRITICAL_POLICY if team.number == CRITICAL else PREMIUM if is_premium else STANDARD
        ledger.set_policy(at + rng.randrange(2), policy)
    if rng.random() < AUTO_REPLY.get(channel, 0.0) and not by_agent:
        said_at = at + rng.randrange(2, 20)
        ledger.say(said_at, world.organisation.bot.number, "received")
        ledger.tag(said_at, "auto_replied", actor=NOBODY)
    return ledger


def _first_team(world: World, contact: Contact, is_urgent_premium: bool) -> Team:
    rng, teams = world.rng, world.teams
    legacy = teams[LEGACY]
    if contact.kind == "long" and rng.random() < 0.5:
        return legacy
    if is_urgent_premium or (contact.topic == "outage" and rng.random() < 0.3):
        return teams[CRITICAL]
    chance = rng.random()
    if contact.topic in ("billing", "refund") and chance < 0.08:
        return teams[BILLING]
    if contact.topic == "bug" and chance < 0.05 and contact.at < (legacy.deleted_at or 0):
        return legacy
    if chance > 0.96:
        return teams[CRITICAL]
    return teams[world.organisation.regions[contact.customer.region].team]
