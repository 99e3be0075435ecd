"""The ticket object of the Zendesk API."""

from __future__ import annotations

from scripts.extracts.delivery import Delivery
from scripts.extracts.json_lines import instant, number, text
from scripts.extracts.model import TicketHistory
from scripts.extracts.words import body_of, subject_of
from scripts.extracts.zendesk_news import Version
from scripts.extracts.zendesk_tables import (
    BRAND_ID,
    CUSTOM_FIELDS,
    FORM_ID,
    INBOX,
    group_id,
    organization_id,
    url,
    user_id,
)


def write_ticket(history: TicketHistory, version: Version, base: int, delivery: Delivery) -> None:
    """Deliver the ticket as of an instant.

    `updated_at` moves with changes and comments; `generated_timestamp` (epoch seconds) also when a
    follow-up or a deletion changes the object, so that it alone orders the versions.
    """
    now: dict[str, object] = {}
    updated_at, as_of = history.created_at, version.as_of
    for change in history.changes:
        if change.at > as_of:
            break
        now[change.field], updated_at = change.value, change.at
    for comment in history.comments:
        if updated_at < comment.at <= as_of:
            updated_at = comment.at
    is_gone = history.deleted_at is not None and history.deleted_at <= as_of
    assignee, key = now["assignee"], history.number
    subject = text(subject_of(history.topic, key))
    tags = ",".join(text(tag) for at, tag in history.tags if at <= as_of)
    followed_by = ",".join(str(later) for at, later in history.followed_by if at <= as_of)
    custom_fields = ",".join(
        f'{{"id":{field},"value":{_text(now.get(name))}}}' for name, field in CUSTOM_FIELDS.items()
    )
    line = (
        f'{{"url":"{url("tickets", key)}","id":{key},"external_id":null,"via":{via_of(history)},'
        f'"created_at":{instant(history.created_at)},"updated_at":{instant(updated_at)},'
        f'"generated_timestamp":{as_of},"type":{_text(now["type"])},"subject":{subject},'
        f'"raw_subject":{subject},"description":'
        f"{text(body_of(history.comments[0].words, history.topic, key * 1000))},"
        f'"priority":{_text(now["priority"])},'
        f'"status":{text("deleted") if is_gone else _text(now["status"])},'
        f'"recipient":{text(INBOX if history.channel == "email" else None)},'
        f'"requester_id":{user_id(history.customer.number)},'
        f'"submitter_id":{user_id(history.submitter)},'
        f'"assignee_id":{number(None if assignee is None else user_id(int(str(assignee))))},'
        f'"organization_id":{number(organization_id(history.customer.account))},'
        f'"group_id":{group_id(int(str(now["team"])))},"collaborator_ids":[],"follower_ids":[],'
        f'"email_cc_ids":[],"forum_topic_id":null,"problem_id":null,"has_incidents":false,'
        f'"is_public":true,"due_at":null,"tags":[{tags}],"custom_fields":[{custom_fields}],'
        f'"satisfaction_rating":{{"score":"unoffered"}},"sharing_agreement_ids":[],'
        f'"custom_status_id":null,"followup_ids":[{followed_by}],"ticket_form_id":{FORM_ID},'
        f'"brand_id":{BRAND_ID},"allow_channelback":false,"allow_attachments":true,'
        f'"from_messaging_channel":{"true" if history.channel == "native_messaging" else "false"}'
    )
    delivery.send("tickets", version.sync_at, base, line)


def via_of(history: TicketHistory) -> str:
    """Write how a ticket came: channel and source."""
    channel = "web" if history.channel == "agent" else history.channel
    person = f"person-{history.customer.number}@mail.example"
    source, to = "{}", "{}"
    if history.channel == "email":
        source = f'{{"address":"{person}","name":"Person {history.customer.number}"}}'
        to = f'{{"address":"{INBOX}","name":"Support"}}'
    if history.follows is not None:
        source = f'{{"ticket_id":{history.follows},"subject":null}}'
    rel = '"follow_up"' if history.follows is not None else "null"
    return f'{{"channel":"{channel}","source":{{"from":{source},"to":{to},"rel":{rel}}}}}'


def _text(value: object) -> str:
    return text(None if value is None else str(value))
