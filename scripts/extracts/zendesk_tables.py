"""The tables and columns that Fivetran lands for Zendesk Support, and the ids in them."""

from __future__ import annotations

from scripts.extracts.files import Cell, Columns, Row
from scripts.extracts.model import NOBODY

ID, TEXT, FLAG, TIME = "bigint", "varchar", "boolean", "timestamp"


def _columns(kind: str, *names: str) -> Columns:
    return dict.fromkeys(names, kind)


# Every table ends with _fivetran_synced; delivery fills it.
TABLES: dict[str, Columns] = {
    "ticket": {
        **_columns(ID, "id"),
        **_columns(FLAG, "_fivetran_deleted", "allow_channelback"),
        **_columns(ID, "assignee_id", "brand_id"),
        **_columns(TIME, "created_at"),
        **_columns(TEXT, "description"),
        **_columns(TIME, "due_at"),
        **_columns(TEXT, "external_id"),
        **_columns(ID, "forum_topic_id", "group_id"),
        **_columns(FLAG, "has_incidents", "is_public"),
        **_columns(TEXT, "merged_ticket_ids"),
        **_columns(ID, "organization_id"),
        **_columns(TEXT, "priority"),
        **_columns(ID, "problem_id"),
        **_columns(TEXT, "recipient"),
        **_columns(ID, "requester_id"),
        **_columns(TEXT, "status", "subject"),
        **_columns(ID, "submitter_id"),
        **_columns(TEXT, "system_client"),
        **_columns(ID, "ticket_form_id"),
        **_columns(TEXT, "type"),
        **_columns(TIME, "updated_at"),
        **_columns(TEXT, "url", "via_channel", "via_source_from_address"),
        **_columns(ID, "via_source_from_id"),
        **_columns(TEXT, "via_source_from_title", "via_source_rel"),
        **_columns(TEXT, "via_source_to_address", "via_source_to_name", "followup_ids"),
        **_columns(ID, "via_followup_source_id"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "ticket_field_history": {
        **_columns(ID, "ticket_id"),
        **_columns(TEXT, "field_name"),
        **_columns(TIME, "updated"),
        **_columns(TEXT, "value"),
        **_columns(ID, "user_id"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "ticket_comment": {
        **_columns(ID, "id"),
        **_columns(FLAG, "_fivetran_deleted"),
        **_columns(TEXT, "body"),
        **_columns(ID, "call_duration", "call_id"),
        **_columns(TIME, "created"),
        **_columns(FLAG, "facebook_comment", "public"),
        **_columns(ID, "ticket_id"),
        **_columns(FLAG, "tweet"),
        **_columns(ID, "user_id"),
        **_columns(FLAG, "voice_comment"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "ticket_tag": {
        **_columns(ID, "ticket_id"),
        **_columns(TEXT, "tag"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "ticket_sla_policy": {
        **_columns(ID, "ticket_id", "sla_policy_id"),
        **_columns(TIME, "policy_applied_at", "_fivetran_synced"),
    },
    "ticket_schedule": {
        **_columns(TIME, "created_at"),
        **_columns(ID, "ticket_id", "schedule_id"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "user": {
        **_columns(ID, "id"),
        **_columns(FLAG, "_fivetran_deleted", "active"),
        **_columns(TEXT, "alias"),
        **_columns(FLAG, "chat_only"),
        **_columns(TIME, "created_at"),
        **_columns(TEXT, "email", "external_id"),
        **_columns(TIME, "last_login_at"),
        **_columns(TEXT, "locale"),
        **_columns(FLAG, "moderator"),
        **_columns(TEXT, "name"),
        **_columns(ID, "organization_id"),
        **_columns(TEXT, "phone"),
        **_columns(FLAG, "restricted_agent"),
        **_columns(TEXT, "role"),
        **_columns(FLAG, "shared", "shared_agent", "suspended"),
        **_columns(TEXT, "ticket_restriction", "time_zone"),
        **_columns(TIME, "updated_at"),
        **_columns(TEXT, "url"),
        **_columns(FLAG, "verified"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "group": {
        **_columns(ID, "id"),
        **_columns(FLAG, "_fivetran_deleted"),
        **_columns(TIME, "created_at"),
        **_columns(TEXT, "name"),
        **_columns(TIME, "updated_at"),
        **_columns(TEXT, "url"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "organization": {
        **_columns(ID, "id"),
        **_columns(TIME, "created_at"),
        **_columns(TEXT, "details", "external_id"),
        **_columns(ID, "group_id"),
        **_columns(TEXT, "name", "notes"),
        **_columns(FLAG, "shared_comments", "shared_tickets"),
        **_columns(TIME, "updated_at"),
        **_columns(TEXT, "url"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "sla_policy_metric_history": {
        **_columns(ID, "sla_policy_id", "index"),
        **_columns(TIME, "sla_policy_updated_at"),
        **_columns(FLAG, "business_hours"),
        **_columns(TEXT, "metric", "priority"),
        **_columns(ID, "target"),
        **_columns(TIME, "_fivetran_synced"),
    },
    "schedule": {
        **_columns(ID, "end_time", "id", "start_time"),
        **_columns(FLAG, "_fivetran_deleted"),
        **_columns(ID, "end_time_utc"),
        **_columns(TEXT, "name"),
        **_columns(ID, "start_time_utc"),
        **_columns(TEXT, "time_zone"),
        **_columns(TIME, "created_at", "_fivetran_synced"),
    },
    "schedule_holiday": {
        **_columns(ID, "id", "schedule_id"),
        **_columns(FLAG, "_fivetran_deleted"),
        **_columns(TEXT, "end_date", "name", "start_date"),
        **_columns(TIME, "_fivetran_synced"),
    },
}

BRAND_ID = 360_000_100_001
FORM_ID = 360_000_200_001
INBOX = "support@example.com"
CUSTOM_FIELDS = {"area": "360004411001", "resolution": "360004411002"}
SYSTEM_USER_ID = -1  # whoever acts for a trigger or an automation; not in the user table

RAILS_ZONES = {
    "America/New_York": "Eastern Time (US & Canada)",
    "America/Los_Angeles": "Pacific Time (US & Canada)",
    "Europe/Berlin": "Berlin",
    "Europe/Madrid": "Madrid",
    "Europe/London": "London",
    "Asia/Kolkata": "Kolkata",
    "Australia/Sydney": "Sydney",
    "UTC": "UTC",
}


def user_id(number: int | None) -> int | None:
    """Return the id of a person, agent or customer, whom the simulation knows by a number."""
    if number is None:
        return None
    return SYSTEM_USER_ID if number == NOBODY else 361_000_000_000 + number


def group_id(team: int) -> int:
    """Return the id of a team."""
    return 360_008_000_000 + team


def organization_id(account: int | None) -> int | None:
    """Return the id of an account."""
    return None if account is None else 370_300_000_000 + account


def schedule_id(schedule: int) -> int:
    """Return the id of a schedule."""
    return 360_000_310_000 + schedule


def policy_id(policy: int) -> int:
    """Return the id of an SLA policy."""
    return 360_000_020_000 + policy


def url(kind: str, number: int | None) -> str:
    """Write the address at which the API would show an object."""
    return f"https://support.example.com/api/v2/{kind}/{number}.json"


_NAMES = {table: tuple(columns)[:-1] for table, columns in TABLES.items()}
_KNOWN = {table: frozenset(names) for table, names in _NAMES.items()}


def cells(table: str, **values: Cell) -> Row:
    """Put named values in the order of a table's columns; what is not named is null."""
    if not values.keys() <= _KNOWN[table]:
        raise KeyError(f"{table} has no column {', '.join(values.keys() - _KNOWN[table])}")
    return tuple([values.get(name) for name in _NAMES[table]])
