"""Ticket audits of the Zendesk API: what one author did to a ticket in one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.extracts.json_lines import flag, instant, text
from scripts.extracts.model import (
    NOBODY,
    Change,
    Comment,
    Organisation,
    SlaPolicy,
    SlaTarget,
    TicketHistory,
)
from scripts.extracts.organisation import BOT
from scripts.extracts.words import body_of, subject_of
from scripts.extracts.zendesk_api_tickets import via_of
from scripts.extracts.zendesk_news import is_redacted, voice_call
from scripts.extracts.zendesk_tables import CUSTOM_FIELDS, group_id, policy_id, user_id

FIELDS = {"assignee": "assignee_id", "team": "group_id", "requester": "requester_id"}
FIELDS |= CUSTOM_FIELDS
AUDIT_IDS, EVENT_IDS = 2_000_000_000_000, 4_000_000_000_000  # comments keep small ids of their own

BY_HAND = '{"channel":"web","source":{"from":{},"to":{},"rel":null}}'
BY_BOT = '{"channel":"api","source":{"from":{},"to":{},"rel":null}}'
BY_TRIGGER, BY_AUTOMATION = (
    f'{{"channel":"rule","source":{{"from":{{"id":{key},"title":"{title}"}},"to":{{}},'
    f'"rel":"{rel}"}}}}'
    for key, title, rel in (
        (360_000_700_001, "Route and promise", "trigger"),
        (360_000_700_002, "Close after four days", "automation"),
    )
)


@dataclass(slots=True)
class Audit:
    """What one author did in one moment: what they said, then what they changed."""

    said: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    via: str = ""


class AuditTrail:
    """Turns histories into audits. A ticket that absorbs another must come before that one."""

    def __init__(self, organisation: Organisation) -> None:
        self._policies = {policy.name: policy for policy in organisation.policies}
        self._survivors: dict[int, TicketHistory] = {}

    def audits(self, history: TicketHistory) -> list[tuple[int, str]]:
        """Write a ticket's audits in order of time: instant, and the object without its end."""
        for _, absorbed in history.absorbed:
            self._survivors[absorbed] = history
        audits: dict[tuple[int, int], Audit] = {}
        self._add_changes(history, audits)
        for place, comment in enumerate(history.comments):
            audit = audits.setdefault((comment.at, comment.author), Audit())
            # the opening stays: without it another comment would look like one
            if place == 0 or not is_redacted(history.number, place):
                audit.said.append(_comment(history, comment, place))
            if comment.words in ("merged", "absorbed"):
                audit.via = self._via_merge(history, comment)
        lines = []
        for place, ((at, author), audit) in enumerate(
            sorted(audits.items(), key=lambda item: item[0][0])
        ):
            if audit.said or audit.changed:
                line = (
                    f'{{"id":{AUDIT_IDS + history.number * 1000 + place},'
                    f'"ticket_id":{history.number},"created_at":{instant(at)},'
                    f'"author_id":{user_id(author)},"metadata":{{"system":{{}},"custom":{{}}}},'
                    f'"via":{audit.via or _via(history, at, author, audit)},'
                    f'"events":[{",".join(audit.said + audit.changed)}]'
                )
                lines.append((at, line))
        return lines

    def _add_changes(self, history: TicketHistory, audits: dict[tuple[int, int], Audit]) -> None:
        was: dict[str, str] = {}
        promised: set[str] = set()
        policy: SlaPolicy | None = None
        key = EVENT_IDS + history.number * 1000
        for change in history.changes:
            audit = audits.setdefault((change.at, change.actor), Audit())
            changes = [change]
            if change.field == "sla_policy":
                policy = self._policies[str(change.value)]
                kept = {target.metric for target in policy.targets_at(change.at)}
                # what the new policy does not promise is taken back
                changes += [
                    Change(change.at, metric, None, change.actor)
                    for metric in sorted(promised - kept)
                ]
                promised &= kept
            for each in changes:
                via = ""
                if isinstance(each.value, SlaTarget):
                    promised.add(each.field)
                    via = _via_policy(policy)
                elif each is not change:
                    via = _via_policy(policy)
                is_creation = change.at == history.created_at and change.actor == history.submitter
                audit.changed.append(_change(each, key, was, is_creation, via))
                key += 1

    def _via_merge(self, history: TicketHistory, comment: Comment) -> str:
        """Name the other ticket of a merge, as each of the two does."""
        if comment.words == "absorbed":
            others = ",".join(str(other) for at, other in history.absorbed if at == comment.at)
            source = f'{{"ticket_id":null,"subject":null,"ticket_ids":[{others}]}}'
        else:
            survivor = self._survivors[history.number]
            subject = text(subject_of(survivor.topic, survivor.number))
            source = f'{{"ticket_id":{survivor.number},"subject":{subject}}}'
        return f'{{"channel":"web","source":{{"from":{source},"to":{{}},"rel":"merge"}}}}'


def _via(history: TicketHistory, at: int, author: int, audit: Audit) -> str:
    if author == NOBODY:
        ends = any('"status"' in change for change in audit.changed)
        return BY_AUTOMATION if ends else BY_TRIGGER
    if author == BOT:
        return BY_BOT
    is_opening = at == history.created_at and author == history.submitter
    return via_of(history) if is_opening or author == history.customer.number else BY_HAND


def _via_policy(policy: SlaPolicy | None) -> str:
    if policy is None:
        return ""
    return (
        f'{{"channel":"rule","source":{{"from":{{"id":{policy_id(policy.number)},'
        f'"title":{text(policy.name)}}},"to":{{}},"rel":"sla_target_change"}}}}'
    )


def _change(change: Change, key: int, was: dict[str, str], is_creation: bool, via: str) -> str:
    """Write one change, and remember what the field now is."""
    name, value = FIELDS.get(change.field, change.field), _value(change)
    kind = "Create" if is_creation and name not in was else "Change"
    event = f'{{"id":{key},"type":"{kind}","field_name":"{name}","value":{value}'
    if kind == "Change":
        event += f',"previous_value":{was.get(name, "[]" if name == "tags" else "null")}'
    was[name] = value
    return f'{event},"via":{via}}}' if via else event + "}"


def _value(change: Change) -> str:
    value = change.value
    if value is None:
        return "null"
    if isinstance(value, SlaTarget):
        return f'{{"minutes":{value.minutes},"in_business_hours":{flag(value.in_business_hours)}}}'
    if change.field in ("assignee", "requester"):
        return f'"{user_id(int(str(value)))}"'
    if change.field == "team":
        return f'"{group_id(int(str(value)))}"'
    if change.field == "tags":
        return '["' + str(value).replace(" ", '","') + '"]'
    return text(str(value))


def _comment(history: TicketHistory, comment: Comment, place: int) -> str:
    key = history.number * 1000 + place
    body = text(body_of(comment.words, history.topic, key))
    event = (
        f'{{"id":{key},"type":"{"VoiceComment" if comment.is_voice else "Comment"}",'
        f'"author_id":{user_id(comment.author)},"body":{body},"public":{flag(comment.is_public)},'
        f'"attachments":[]'
    )
    if not comment.is_voice:
        return event + "}"
    call_id, duration = voice_call(history.number)
    return (
        f'{event},"data":{{"call_id":{call_id},"call_duration":{duration},'
        f'"started_at":{instant(comment.at)}}}}}'
    )
