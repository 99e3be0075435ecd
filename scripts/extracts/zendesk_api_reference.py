"""Users, groups, organisations, policies and schedules of the Zendesk API."""

from __future__ import annotations

from scripts.extracts.clock import DAY
from scripts.extracts.delivery import Delivery
from scripts.extracts.json_lines import flag, instant, number, text
from scripts.extracts.model import Agent, Customer, Organisation, Schedule, SlaPolicy
from scripts.extracts.organisation import CRITICAL
from scripts.extracts.policies import BACK_OFFICE, PREMIUM, STANDARD
from scripts.extracts.policies import CRITICAL as CRITICAL_POLICY
from scripts.extracts.zendesk_reference import (
    agent_email,
    agent_name,
    agent_versions,
    customer_versions,
)
from scripts.extracts.zendesk_tables import (
    RAILS_ZONES,
    group_id,
    organization_id,
    policy_id,
    schedule_id,
    url,
    user_id,
)

FILTERS = {  # policy: field, operator, value
    STANDARD: ("current_tags", "not_includes", "vip"),
    PREMIUM: ("current_tags", "includes", "vip"),
    CRITICAL_POLICY: ("group_id", "is", str(group_id(CRITICAL))),
    BACK_OFFICE: ("current_tags", "includes", "escalated"),
}


def write_reference(organisation: Organisation, delivery: Delivery) -> None:
    """Deliver everything but tickets. Call it last: the tickets decide who was ever seen."""
    for agent in [*organisation.agents, organisation.bot]:
        _write_agent(agent, delivery)
    for customer in organisation.customers:
        if customer.is_recorded and customer.first_seen_at is not None:
            _write_customer(organisation, customer, delivery)
    _write_groups(organisation, delivery)
    _write_organizations(organisation, delivery)
    for position, policy in enumerate(organisation.policies, 1):
        _write_policy(organisation, policy, position, delivery)
    for schedule in organisation.schedules:
        if schedule.deleted_at is None:
            _write_schedule(organisation, schedule, delivery)


def _write_agent(agent: Agent, delivery: Delivery) -> None:
    """Deliver an agent; one who left is an end user or inactive, and was an agent before."""
    for updated_at, role, active in agent_versions(agent):
        line = _user(
            agent.number,
            name=agent_name(agent),
            email=agent_email(agent),
            zone=agent.zone,
            role=role,
            active=active,
            created_at=agent.hired_at,
            updated_at=updated_at,
            group=group_id(agent.team) if agent.team and role != "end-user" else None,
        )
        delivery.send("users", updated_at, agent.number % 1000, line)


def _write_customer(organisation: Organisation, customer: Customer, delivery: Delivery) -> None:
    crm = customer.crm_number
    for updated_at, suspended, erased in customer_versions(organisation, customer):
        line = _user(
            customer.number,
            name="Permanently Deleted User" if erased else f"Person {customer.number}",
            email=None if erased else f"person-{customer.number}@mail.example",
            zone=organisation.regions[customer.region].zone,
            role="end-user",
            active=not erased,
            created_at=customer.first_seen_at or organisation.start_at,
            updated_at=updated_at,
            phone=None if erased else customer.phone,
            external_id=None if erased or crm is None else f"CUST-{crm:06d}",
            organization=organization_id(customer.account),
            suspended=suspended,
            erased=erased,
        )
        delivery.send("users", updated_at, customer.number % 1000, line)


def _user(
    person: int,
    *,
    name: str,
    email: str | None,
    zone: str,
    role: str,
    active: bool,
    created_at: int,
    updated_at: int,
    phone: str | None = None,
    external_id: str | None = None,
    organization: int | None = None,
    group: int | None = None,
    suspended: bool = False,
    erased: bool = False,
) -> str:
    key = user_id(person)
    return (
        f'{{"id":{key},"url":"{url("users", key)}","name":{text(name)},"email":{text(email)},'
        f'"created_at":{instant(created_at)},"updated_at":{instant(updated_at)},'
        f'"time_zone":{text(RAILS_ZONES[zone])},"iana_time_zone":{text(zone)},'
        f'"phone":{text(phone)},"shared_phone_number":null,"locale":"en-US",'
        f'"organization_id":{number(organization)},"role":"{role}","verified":true,'
        f'"external_id":{text(external_id)},"tags":[],"alias":null,"active":{flag(active)},'
        f'"shared":false,"shared_agent":false,"last_login_at":null,"custom_role_id":null,'
        f'"moderator":false,"restricted_agent":{flag(role == "end-user")},'
        f'"suspended":{flag(suspended)},"chat_only":false,"default_group_id":{number(group)},'
        f'"permanently_deleted":{flag(erased)},"user_fields":{{}}'
    )


def _write_groups(organisation: Organisation, delivery: Delivery) -> None:
    """Deliver teams when made and when deleted, and all again by a full sync at the end."""
    for team in organisation.teams:
        versions = [(team.created_at, team.created_at, False)]
        if team.deleted_at is not None:
            versions.append((team.deleted_at, team.deleted_at, True))
        versions.append((organisation.end_at, *versions[-1][1:]))
        key = group_id(team.number)
        for synced_at, updated_at, is_deleted in versions:
            line = (
                f'{{"url":"{url("groups", key)}","id":{key},"name":{text(team.name)},'
                f'"description":"","default":{flag(team.number == 1)},"is_public":true,'
                f'"deleted":{flag(is_deleted)},"created_at":{instant(team.created_at)},'
                f'"updated_at":{instant(updated_at)}'
            )
            delivery.put("groups", synced_at, team.number, line)


def _write_organizations(organisation: Organisation, delivery: Delivery) -> None:
    created_at = organisation.start_at - 500 * DAY
    for account in range(organisation.account_count):
        at, key = created_at + account * 977 % (300 * DAY), organization_id(account)
        kind = "premium" if account in organisation.premium_accounts else "standard"
        line = (
            f'{{"url":"{url("organizations", key)}","id":{key},"name":"Organisation {account}",'
            f'"shared_tickets":false,"shared_comments":false,"external_id":"ACC-{account:05d}",'
            f'"created_at":{instant(at)},"updated_at":{instant(at)},"domain_names":[],'
            f'"details":"{kind}","notes":null,"group_id":null,"tags":[],"deleted_at":null'
        )
        delivery.send("organizations", at, account % 1000, line)


def _write_policy(
    organisation: Organisation, policy: SlaPolicy, position: int, delivery: Delivery
) -> None:
    """Deliver a policy as it is at the end; the API has no history of it."""
    changed_at, targets = policy.versions[-1]
    metrics = ",".join(
        f'{{"priority":"{target.priority}","metric":"{target.metric}","target":{target.minutes},'
        f'"business_hours":{flag(target.in_business_hours)}}}'
        for target in targets
    )
    field, operator, value = FILTERS[policy.number]
    line = (
        f'{{"url":"{url("slas/policies", policy_id(policy.number))}",'
        f'"id":{policy_id(policy.number)},"title":{text(policy.name)},"description":"",'
        f'"position":{position},"filter":{{"all":[{{"field":"{field}","operator":"{operator}",'
        f'"value":"{value}"}}],"any":[]}},"policy_metrics":[{metrics}],'
        f'"created_at":{instant(policy.versions[0][0])},"updated_at":{instant(changed_at)}'
    )
    delivery.put("sla_policies", organisation.end_at, position, line)


def _write_schedule(organisation: Organisation, schedule: Schedule, delivery: Delivery) -> None:
    """Deliver a schedule as it is at the end: minutes since Sunday 00:00, local time."""
    intervals = ",".join(
        f'{{"start_time":{span.start_minute},"end_time":{span.end_minute}}}'
        for span in schedule.spans
    )
    line = (
        f'{{"id":{schedule_id(schedule.number)},"name":{text(schedule.name)},'
        f'"time_zone":{text(RAILS_ZONES[schedule.zone])},"intervals":[{intervals}],'
        f'"created_at":{instant(schedule.created_at)},'
        f'"updated_at":{instant(schedule.created_at)}'
    )
    delivery.put("schedules", organisation.end_at, schedule.number, line)
