"""Tickets and all that hangs on them, as Fivetran lands them for Zendesk."""

from __future__ import annotations

import json
from functools import cache

from scripts.extracts.clock import DAY
from scripts.extracts.delivery import Delivery, moment
from scripts.extracts.files import Row
from scripts.extracts.model import Change, Comment, SlaTarget, TicketHistory
from scripts.extracts.words import body_of, subject_of
from scripts.extracts.zendesk_news import (
    TICKET_SENT_AGAIN,
    Version,
    is_redacted,
    share,
    versions,
    voice_call,
)
from scripts.extracts.zendesk_tables import (
    BRAND_ID,
    CUSTOM_FIELDS,
    FORM_ID,
    INBOX,
    cells,
    group_id,
    organization_id,
    policy_id,
    schedule_id,
    url,
    user_id,
)

FIELDS = {"assignee": "assignee_id", "team": "group_id", "requester": "requester_id"}
FIELDS |= CUSTOM_FIELDS

TAGS_TWICE = 0.02
UNFLAGGED = 0.3  # of the deleted: status says so, the loader's flag does not


class TicketWriter:
    """Delivers one ticket after the other."""

    def __init__(self, delivery: Delivery, on_hold_until: int) -> None:
        self._delivery = delivery
        self._on_hold_until = on_hold_until  # the connector's old spelling of hold

    def write(self, history: TicketHistory) -> None:
        """Deliver every row of a ticket; sometimes all of them again later."""
        rng = self._delivery.rng
        base = rng.randrange(900)
        self._write_children(history, base, 0)
        for version in versions(history, self._delivery):
            self._write_ticket(history, version, base)
        if rng.random() < TICKET_SENT_AGAIN:
            delay = rng.randrange(DAY, 60 * DAY)
            last = max(change.at for change in history.changes)
            if self._delivery.is_before_end(last + delay):
                self._write_children(history, base, last + delay)

    def _write_children(self, history: TicketHistory, base: int, sync_at: int) -> None:
        """Deliver the rows of the other tables, synced not before `sync_at` (epoch seconds)."""
        send, number = self._delivery.send, history.number
        for place, change in enumerate(history.changes, base):
            field, at = FIELDS.get(change.field, change.field), change.at
            row: Row = (number, field, moment(at), self._value(change), user_id(change.actor))
            send("ticket_field_history", max(at, sync_at), place, *row)
        for place, comment in enumerate(history.comments):
            row = _comment_row(history, comment, place)
            send("ticket_comment", max(comment.at, sync_at), base + place, *row)
        for at, tag in history.tags:
            send("ticket_tag", max(at, sync_at), base, number, tag)
            if self._delivery.rng.random() < TAGS_TWICE:
                self._delivery.put("ticket_tag", max(at, sync_at), base, number, tag)
        for at, policy in history.policies:
            row = (number, policy_id(policy), moment(at))
            send("ticket_sla_policy", max(at, sync_at), base, *row)
        for at, schedule in history.schedules:
            row = (moment(at), number, schedule_id(schedule))
            send("ticket_schedule", max(at, sync_at), base, *row)

    def _value(self, change: Change) -> str | None:
        value = change.value
        if value is None:
            return None
        if isinstance(value, SlaTarget):
            return _promise(value)
        if change.field in ("assignee", "requester"):
            return str(user_id(int(str(value))))
        if change.field == "team":
            return str(group_id(int(str(value))))
        if change.field == "tags":
            return '["' + str(value).replace(" ", '","') + '"]'
        if value == "hold" and change.at < self._on_hold_until:
            return "on-hold"
        return str(value)

    def _write_ticket(self, history: TicketHistory, version: Version, base: int) -> None:
        now: dict[str, str | int | SlaTarget | None] = {}
        updated_at = history.created_at
        for change in history.changes:
            if change.at > version.as_of:
                break
            now[change.field], updated_at = change.value, change.at
        for comment in history.comments:
            if updated_at < comment.at <= version.as_of:
                updated_at = comment.at
        gone = history.deleted_at is not None and history.deleted_at <= version.as_of
        if gone and history.ended_by != "purged":
            gone = share(history.number, 0) >= UNFLAGGED
        customer, number = history.customer, history.number
        is_email = history.channel == "email"
        row = cells(
            "ticket",
            id=number,
            _fivetran_deleted=gone,
            allow_channelback=False,
            assignee_id=None if now["assignee"] is None else user_id(int(str(now["assignee"]))),
            brand_id=BRAND_ID,
            created_at=moment(history.created_at),
            description=body_of(history.comments[0].words, history.topic, number * 1000),
            group_id=group_id(int(str(now["team"]))),
            has_incidents=False,
            is_public=True,
            merged_ticket_ids=_ids(history.absorbed, version.as_of),
            organization_id=organization_id(customer.account),
            priority=_text(now["priority"]),
            recipient=INBOX if is_email else None,
            requester_id=user_id(customer.number),
            status=_text(now["status"]),
            subject=subject_of(history.topic, number),
            submitter_id=user_id(history.submitter),
            ticket_form_id=FORM_ID,
            type=_text(now["type"]),
            updated_at=moment(updated_at),
            url=url("tickets", number),
            via_channel="web" if history.channel == "agent" else history.channel,
            via_source_from_address=f"person-{customer.number}@mail.example" if is_email else None,
            via_source_rel="follow_up" if history.follows else None,
            via_source_to_address=INBOX if is_email else None,
            via_source_to_name="Support" if is_email else None,
            followup_ids=_ids(history.followed_by, version.as_of),
            via_followup_source_id=history.follows,
        )
        self._delivery.send("ticket", version.sync_at, base, *row)


def _comment_row(history: TicketHistory, comment: Comment, place: int) -> Row:
    number, key = history.number, history.number * 1000 + place
    return cells(
        "ticket_comment",
        id=key,
        _fivetran_deleted=is_redacted(number, place),
        body=body_of(comment.words, history.topic, key),
        call_duration=voice_call(number)[1] if comment.is_voice else None,
        call_id=voice_call(number)[0] if comment.is_voice else None,
        created=moment(comment.at),
        facebook_comment=False,
        public=comment.is_public,
        ticket_id=number,
        tweet=False,
        user_id=user_id(comment.author),
        voice_comment=comment.is_voice,
    )


@cache
def _promise(target: SlaTarget) -> str:
    promise = {"minutes": target.minutes, "in_business_hours": target.in_business_hours}
    return json.dumps(promise, separators=(",", ":"))


def _ids(events: list[tuple[int, int]], as_of: int) -> str:
    return json.dumps([number for at, number in events if at <= as_of], separators=(",", ":"))


def _text(value: str | int | SlaTarget | None) -> str | None:
    return None if value is None else str(value)
