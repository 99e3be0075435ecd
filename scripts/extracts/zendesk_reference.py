"""Users, groups, organisations, policies and schedules, as Fivetran lands them for Zendesk."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scripts.extracts.clock import DAY
from scripts.extracts.delivery import Delivery, moment
from scripts.extracts.files import Cell
from scripts.extracts.model import Agent, Customer, Organisation, Schedule
from scripts.extracts.zendesk_tables import (
    RAILS_ZONES,
    cells,
    group_id,
    organization_id,
    policy_id,
    schedule_id,
    url,
    user_id,
)

ROLES = {"agent": "agent", "manager": "admin", "bot": "agent"}
NO_FLAGS: dict[str, Cell] = {
    "_fivetran_deleted": False,
    "chat_only": False,
    "locale": "en-US",
    "moderator": False,
    "shared": False,
    "shared_agent": False,
    "verified": True,
}


def write_reference(organisation: Organisation, delivery: Delivery) -> None:
    """Deliver everything but tickets. Call it last: the tickets decide who was ever seen."""
    _write_users(organisation, delivery)
    _write_groups(organisation, delivery)
    _write_organizations(organisation, delivery)
    _write_policies(organisation, delivery)
    for schedule in organisation.schedules:
        _write_schedule(organisation, schedule, delivery)


def _write_users(organisation: Organisation, delivery: Delivery) -> None:
    for agent in [*organisation.agents, organisation.bot]:
        _write_agent(agent, delivery)
    for customer in organisation.customers:
        if customer.is_recorded and customer.first_seen_at is not None:
            _write_customer(organisation, customer, delivery)


def _write_agent(agent: Agent, delivery: Delivery) -> None:
    """Deliver an agent; one who left is an end user or inactive, and was an agent before."""
    name = agent_name(agent)
    key = user_id(agent.number)
    for updated_at, role, active in agent_versions(agent):
        row = cells(
            "user",
            **NO_FLAGS,
            id=key,
            active=active,
            created_at=moment(agent.hired_at),
            email=agent_email(agent),
            last_login_at=moment(updated_at),
            name=name,
            restricted_agent=role == "end-user",
            role=role,
            suspended=False,
            time_zone=RAILS_ZONES[agent.zone],
            updated_at=moment(updated_at),
            url=url("users", key),
        )
        delivery.send("user", updated_at, agent.number % 1000, *row)


def _write_customer(organisation: Organisation, customer: Customer, delivery: Delivery) -> None:
    first_at = customer.first_seen_at or organisation.start_at
    number, crm, key = customer.number, customer.crm_number, user_id(customer.number)
    for updated_at, suspended, erased in customer_versions(organisation, customer):
        row = cells(
            "user",
            **NO_FLAGS,
            id=key,
            active=not erased,
            created_at=moment(first_at),
            email=None if erased else f"person-{number}@mail.example",
            external_id=None if erased or crm is None else f"CUST-{crm:06d}",
            name="Permanently Deleted User" if erased else f"Person {number}",
            organization_id=organization_id(customer.account),
            phone=None if erased else customer.phone,
            restricted_agent=True,
            role="end-user",
            suspended=suspended,
            ticket_restriction="requested",
            time_zone=RAILS_ZONES[organisation.regions[customer.region].zone],
            updated_at=moment(updated_at),
            url=url("users", key),
        )
        delivery.send("user", updated_at, number % 1000, *row)


def agent_name(agent: Agent) -> str:
    """Return the name under which an agent answers."""
    return "Support Bot" if agent.role == "bot" else f"Agent {agent.number}"


def agent_email(agent: Agent) -> str:
    """Return an agent's address, by which other systems know the same person."""
    return f"{agent_name(agent).lower().replace(' ', '-')}@example.com"


def agent_versions(agent: Agent) -> list[tuple[int, str, bool]]:
    """List what was true of an agent from when: role, and whether the account is active."""
    versions = [(agent.hired_at, ROLES[agent.role], True)]
    if agent.left_at is not None:
        inactive = agent.leaves_as == "inactive"
        versions.append((agent.left_at, "agent" if inactive else "end-user", not inactive))
    return versions


def customer_versions(
    organisation: Organisation, customer: Customer
) -> list[tuple[int, bool, bool]]:
    """List what was true of a customer from when: suspended, erased."""
    first_at = customer.first_seen_at or organisation.start_at
    versions = [(first_at, False, False)]
    if customer.suspended_at is not None:
        versions.append((customer.suspended_at, True, False))
    if customer.is_erased:
        erased_at = customer.last_seen_at + (3 + customer.number % 60) * DAY
        versions.append((erased_at, customer.suspended_at is not None, True))
    return sorted(version for version in versions if version[0] < organisation.end_at)


def _write_groups(organisation: Organisation, delivery: Delivery) -> None:
    """Deliver teams when made and when deleted, and all again by a full sync at the end."""
    for team in organisation.teams:
        versions = [(team.created_at, team.created_at, False)]
        if team.deleted_at is not None:
            versions.append((team.deleted_at, team.deleted_at, True))
        versions.append((organisation.end_at, *versions[-1][1:]))
        for synced_at, updated_at, is_deleted in versions:
            row = cells(
                "group",
                id=group_id(team.number),
                _fivetran_deleted=is_deleted,
                created_at=moment(team.created_at),
                name=team.name,
                updated_at=moment(updated_at),
                url=url("groups", group_id(team.number)),
            )
            delivery.put("group", synced_at, team.number, *row)


def _write_organizations(organisation: Organisation, delivery: Delivery) -> None:
    created_at = organisation.start_at - 500 * DAY
    for account in range(organisation.account_count):
        at = created_at + account * 977 % (300 * DAY)
        row = cells(
            "organization",
            id=organization_id(account),
            created_at=moment(at),
            details="premium" if account in organisation.premium_accounts else "standard",
            external_id=f"ACC-{account:05d}",
            name=f"Organisation {account}",
            shared_comments=False,
            shared_tickets=False,
            updated_at=moment(at),
            url=url("organizations", organization_id(account)),
        )
        delivery.send("organization", at, account % 1000, *row)


def _write_policies(organisation: Organisation, delivery: Delivery) -> None:
    for policy in organisation.policies:
        for at, targets in policy.versions:
            for index, target in enumerate(targets):
                row = cells(
                    "sla_policy_metric_history",
                    sla_policy_id=policy_id(policy.number),
                    index=index,
                    sla_policy_updated_at=moment(at),
                    business_hours=target.in_business_hours,
                    metric=target.metric,
                    priority=target.priority,
                    target=target.minutes,
                )
                delivery.send("sla_policy_metric_history", at, index, *row)


def _write_schedule(organisation: Organisation, schedule: Schedule, delivery: Delivery) -> None:
    """Deliver one row a span; its UTC minutes are right only in the season of creation."""
    key, zone = schedule_id(schedule.number), RAILS_ZONES[schedule.zone]
    created = datetime.fromtimestamp(schedule.created_at, UTC).astimezone(ZoneInfo(schedule.zone))
    shift = created.utcoffset()
    minutes = int(shift.total_seconds()) // 60 if shift else 0
    moments = [(schedule.created_at, False)]
    if schedule.deleted_at is not None:
        moments.append((schedule.deleted_at, True))
    moments.append((organisation.end_at, schedule.deleted_at is not None))
    for at, is_deleted in moments:
        for place, span in enumerate(schedule.spans):
            row = cells(
                "schedule",
                id=key,
                start_time=span.start_minute,
                end_time=span.end_minute,
                _fivetran_deleted=is_deleted,
                start_time_utc=span.start_minute - minutes,
                end_time_utc=span.end_minute - minutes,
                name=schedule.name,
                time_zone=zone,
                created_at=moment(schedule.created_at),
            )
            delivery.put("schedule", at, place, *row)
    for place, holiday in enumerate(schedule.holidays):
        row = cells(
            "schedule_holiday",
            id=1_163_000 + schedule.number * 100 + place,
            schedule_id=key,
            _fivetran_deleted=False,
            start_date=holiday.first_day.isoformat(),
            end_date=holiday.last_day.isoformat(),
            name=holiday.name,
        )
        delivery.send("schedule_holiday", schedule.created_at, place, *row)
