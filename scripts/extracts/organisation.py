"""The organisation: who works there, who asks, what it promises, when things break."""

from __future__ import annotations

from random import Random

from scripts.extracts.calendars import (
    ALWAYS,
    AMERICAS,
    DEFAULT_SCHEDULE,
    EUROPE,
    IBERIA,
    INDIA,
    PACIFIC,
    build_schedules,
)
from scripts.extracts.clock import DAY
from scripts.extracts.model import Agent, Customer, Incident, Organisation, Region, Team
from scripts.extracts.policies import build_policies

CRITICAL, TECHNICAL, BILLING, ENGINEERING, LEGACY = 6, 7, 8, 9, 10

TEAMS = [  # number, name, tier, schedule, share of the work
    (1, "Front Line Americas", 1, AMERICAS, 0.30),
    (2, "Front Line Europe", 1, EUROPE, 0.26),
    (3, "Front Line Iberia", 1, IBERIA, 0.10),
    (4, "Front Line Pacific", 1, PACIFIC, 0.12),
    (5, "Front Line India", 1, INDIA, 0.12),
    (CRITICAL, "Critical Response", 1, ALWAYS, 0.10),
    (TECHNICAL, "Technical Specialists", 2, AMERICAS, 0.10),
    (BILLING, "Billing Specialists", 2, EUROPE, 0.06),
    (ENGINEERING, "Engineering Liaison", 3, PACIFIC, 0.03),
    (LEGACY, "Legacy Products", 1, AMERICAS, 0.01),
]
REGIONS = [
    Region(0, "America/New_York", 0.34, 1),
    Region(1, "Europe/Berlin", 0.28, 2),
    Region(2, "Europe/Madrid", 0.11, 3),
    Region(3, "America/Los_Angeles", 0.14, 4),
    Region(4, "Asia/Kolkata", 0.13, 5),
]
ZONES = {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 4, 7: 0, 8: 1, 9: 3, 10: 0}  # team: region of its agents

FIRST_AGENT, FIRST_CUSTOMER = 1, 10_001
BOT = 9_999
TICKETS_A_DAY = 9  # of one agent


def build_organisation(rng: Random, tickets: int, start_at: int, end_at: int) -> Organisation:
    """Draw an organisation that can carry so many tickets between two instants (epoch seconds)."""
    days = (end_at - start_at) / DAY
    teams = _draw_teams(rng, tickets / days, start_at, end_at)
    agents = [agent for team in teams for agent in team.agents]
    account_count = max(20, tickets // 60)
    premium = set(rng.sample(range(account_count), max(1, account_count // 5)))
    return Organisation(
        start_at=start_at,
        end_at=end_at,
        regions=REGIONS,
        schedules=build_schedules(start_at, end_at),
        default_schedule=DEFAULT_SCHEDULE,
        policies=build_policies(start_at, end_at),
        teams=teams,
        agents=agents,
        bot=Agent(BOT, "bot", 0, "UTC", start_at - 800 * DAY),
        customers=_draw_customers(rng, tickets, days, account_count),
        account_count=account_count,
        premium_accounts=premium,
        incidents=_draw_incidents(rng, start_at, end_at),
    )


def _draw_teams(rng: Random, per_day: float, start_at: int, end_at: int) -> list[Team]:
    teams, number = [], FIRST_AGENT
    for team_number, name, tier, schedule, share in TEAMS:
        size = 3 + min(round(per_day * share / TICKETS_A_DAY), 60)
        zone = REGIONS[ZONES[team_number]].zone
        agents = []
        for place in range(size):
            agent = Agent(
                number,
                "manager" if place == 0 else "agent",
                team_number,
                zone,
                start_at - rng.randrange(560, 800) * DAY,
            )
            number += 1
            if place > 1 and rng.random() < 0.15:  # joined during the period
                agent.hired_at = rng.randrange(start_at, end_at)
            elif place > 1 and rng.random() < 0.25:  # left during it
                agent.left_at = rng.randrange(start_at, end_at)
                agent.leaves_as = "end_user" if rng.random() < 0.6 else "inactive"
            agents.append(agent)
        team = Team(team_number, name, tier, schedule, agents, start_at - 800 * DAY)
        if team_number == LEGACY:
            team.deleted_at = start_at + (end_at - start_at) // 2
        teams.append(team)
    leavers = [agent for team in teams for agent in team.agents if agent.left_at]
    if not any(agent.leaves_as == "end_user" for agent in leavers):
        leaver = teams[0].agents[-1]
        leaver.hired_at = start_at - 600 * DAY
        leaver.left_at, leaver.leaves_as = start_at + (end_at - start_at) * 3 // 5, "end_user"
    return teams


def _draw_customers(rng: Random, tickets: int, days: float, accounts: int) -> list[Customer]:
    count = min(tickets, round(tickets / max(0.2, 1.6 * days / 365)))
    shares = [region.share for region in REGIONS]
    regions = rng.choices(range(len(REGIONS)), shares, k=count)
    customers: list[Customer] = []
    phones = 0
    for i, region in enumerate(regions):
        phone = None
        if rng.random() < 0.4:
            shares_phone = bool(customers) and rng.random() < 0.03  # a household
            phone = customers[-1].phone if shares_phone else None
            if phone is None and phones < PHONES:
                phone, phones = fictional_phone(phones), phones + 1
        customers.append(
            Customer(
                number=FIRST_CUSTOMER + i,
                region=region,
                account=rng.randrange(accounts) if rng.random() < 0.35 else None,
                phone=phone,
                crm_number=i + 1 if rng.random() < 0.7 else None,
                is_recorded=rng.random() >= 0.012,
                is_erased=rng.random() < 0.004,
            )
        )
    return customers


AREAS = [a for a in range(201, 990) if a % 100 // 10 != 9 and a % 100 != 11]
PHONES = len(AREAS) * 100


def fictional_phone(i: int) -> str:
    """Return the i-th number reserved for fiction: 555-0100 to 555-0199 of an area."""
    return f"+1{AREAS[i // 100]}55501{i % 100:02d}"


def _draw_incidents(rng: Random, start_at: int, end_at: int) -> list[Incident]:
    incidents = []
    for _ in range(max(1, round((end_at - start_at) / DAY / 60))):
        begins = rng.randrange(start_at, end_at - DAY) // 60 * 60
        topic = rng.choice(["outage", "login", "delivery"])
        lasts = rng.randrange(4, 12) * 3600
        incidents.append(Incident(begins, begins + lasts, rng.uniform(3, 8), topic))
    return sorted(incidents, key=lambda incident: incident.start_at)
