"""Amazon Connect contact records: one a segment, chained by ids, delivered at least once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.extracts.files import Written
from scripts.extracts.phone.plan import CONNECT, Channel, Method, Outcome
from scripts.extracts.phone.tables import Tables, filled

TABLE = "contact_records"
INSTANCE = "arn:aws:connect:us-east-1:123456789012:instance/5f0c8f0e-0000-4000-8000-000000000001"

TWICE = 0.004  # the same record twice in one extract
LATE = 0.03  # delivered again, up to five months later, with more attributes
OUT_OF_ORDER = 0.1  # of those: the first version comes once more, after the later one
NO_QUEUE_NAME = 0.005
NO_ATTRIBUTES, NO_ATTEMPTS = 0.004, 0.004  # the key is missing
ENDS_FIRST = 0.0006  # disconnected an hour before it was initiated
NEW_FIELDS_FROM = 0.6  # of the period

RECORDS = f"""
create table contacts as
select
    s.*, f.segment as next, q.name as queue_name, q.line, n.phone,
    if(c.crm > 0, format('CUST-{{:06d}}', c.crm), null) as crm,
    s.ended_at + s.wrap + 60 + cast(s.u_lag * 120 as bigint) as updated_at
from segments as s
inner join queues as q on s.queue = q.queue and q.system = '{CONNECT}'
left join segments as f on s.segment = f.before
left join numbers as n on s.number = n.number
left join customers as c on s.customer = c.customer
order by s.segment;

create table late_contacts as
select segment, updated_at + 86400 + cast(u_late * 150 * 86400 as bigint) as updated_again_at
from contacts
where u_again < {LATE} and updated_at + 86400 + cast(u_late * 150 * 86400 as bigint) < $end;

create table contact_deliveries as
select segment, 1 as version, updated_at + 300 as delivered_at, segment * 4 as place from contacts
union all
select segment, 1, updated_at + 300, segment * 4 + 1 from contacts where u_twice < {TWICE}
union all
select segment, 2, updated_again_at + 300, segment * 4 + 2 from late_contacts
union all
select segment, 1, updated_again_at + 300 + 864000, segment * 4 + 3
from late_contacts inner join contacts using (segment)
where u_twice > {1 - OUT_OF_ORDER};
"""  # noqa: S608 - names and numbers are our own

ROWS = """contact_deliveries as d inner join contacts as c using (segment)
left join late_contacts as l using (segment)"""


def _words(column: str, words: dict[int, str]) -> str:
    cases = " ".join(f"when {number} then '{word}'" for number, word in words.items())
    return f"case {column} {cases} end"


def _id(column: str) -> str:
    return f"quoted(uuid_of('contact/$seed/' || {column}))"


METHODS = _words("c.method", {method: method.name for method in Method})
METHODS = f"if(c.channel <> {Channel.VOICE:d} and c.method = {Method.INBOUND:d}, 'API', {METHODS})"
CHANNELS = _words("c.channel", {channel: channel.name for channel in Channel})
REASONS = _words(
    "c.outcome",
    {
        Outcome.ANSWERED: "CUSTOMER_DISCONNECT",
        Outcome.TRANSFERRED: "AGENT_DISCONNECT",
        Outcome.ABANDONED: "CUSTOMER_DISCONNECT",
        Outcome.IVR_ONLY: "CUSTOMER_DISCONNECT",
        Outcome.CALLBACK: "CONTACT_FLOW_DISCONNECT",
        Outcome.OVERFLOWED: "CONTACT_FLOW_DISCONNECT",
        Outcome.OUTSIDE: "CONTACT_FLOW_DISCONNECT",
        Outcome.UNREACHED: "TELECOM_UNANSWERED",
    },
)
ENDPOINTS = {
    "customer": """if(c.phone is null or c.channel > 0, 'null', '{"Address":' || quoted(c.phone)
        || ',"Type":"TELEPHONE_NUMBER"}')""",
    "system": """if(c.channel > 0, 'null', '{"Address":' || quoted(c.line)
        || ',"Type":"TELEPHONE_NUMBER"}')""",
}

#: A record as an SQL expression; `c` is the segment, `d` its delivery, `l` its late version.
LINE = f"""
'{{"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":'
|| if(c.agent = 0, 'null', '{{"ARN":"{INSTANCE}/agent/' || uuid_of('agent/' || c.agent)
    || '","AfterContactWorkDuration":' || c.wrap
    || ',"AfterContactWorkEndTimestamp":' || instant(c.ended_at + c.wrap)
    || ',"AfterContactWorkStartTimestamp":' || instant(c.ended_at)
    || ',"AgentInteractionDuration":' || if(c.outcome = {Outcome.UNREACHED:d}, 0, c.talk)
    || ',"ConnectedToAgentTimestamp":' || instant(c.answered_at)
    || ',"CustomerHoldDuration":' || c.hold || ',"HierarchyGroups":null,"LongestHoldDuration":'
    || c.hold || ',"NumberOfHolds":' || if(c.hold > 0, 1, 0)
    || ',"RoutingProfile":{{"ARN":"{INSTANCE}/routing-profile/' || uuid_of('profile/' || c.queue)
    || '","Name":' || quoted(c.queue_name) || '}},"Username":'
    || quoted(if(c.agent % 7 = 0, 'agent' || c.agent, 'agent-' || c.agent || '@example.com'))
    || '}}')
|| if(c.u_lag between 0.5 and 0.5 + {NO_ATTEMPTS}, '',
    ',"AgentConnectionAttempts":' || c.attempts)
|| ',"AnsweringMachineDetectionStatus":null'
|| if(c.u_lag < {NO_ATTRIBUTES}, '', ',"Attributes":{{"language":"en"'
    || if(c.ticket > 0 and (l.segment is null or d.version = 2 or c.u_late > 0.5),
        ',"ticket_id":"' || c.ticket || '"', '')
    || if(c.crm is null, '', ',"crm_contact_id":' || quoted(c.crm))
    || if(d.version = 2, ',"survey_sent":"true"', '') || '}}')
|| ',"Campaign":{{"CampaignId":null}},"Channel":' || quoted({CHANNELS})
|| ',"ConnectedToSystemTimestamp":' || case
    when c.outcome = {Outcome.UNREACHED:d} then 'null'
    when c.method = {Method.OUTBOUND:d} then instant(c.answered_at)
    else instant(c.started_at) end
|| ',"ContactDetails":{{}},"ContactId":' || {_id("c.segment")}
|| ',"CustomerEndpoint":' || {ENDPOINTS["customer"]}
|| ',"DisconnectReason":' || quoted({REASONS})
|| ',"DisconnectTimestamp":'
|| instant(if(c.u_ends < {ENDS_FIRST}, c.started_at - 3600, c.ended_at))
|| ',"InitialContactId":' || if(c.chain = c.segment, 'null', {_id("c.chain")})
|| ',"InitiationMethod":' || quoted({METHODS})
|| ',"InitiationTimestamp":' || instant(c.started_at) || ',"InstanceARN":"{INSTANCE}"'
|| ',"LastUpdateTimestamp":' || instant(if(d.version = 2, l.updated_again_at, c.updated_at))
|| ',"MediaStreams":' || if(c.channel = {Channel.VOICE:d}, '[{{"Type":"AUDIO"}}]', '[]')
|| ',"NextContactId":' || if(c.next is null, 'null', {_id("c.next")})
|| ',"PreviousContactId":' || if(c.before < 0, 'null', {_id("c.before")})
|| ',"Queue":' || if(c.queued_at = 0 or c.method = {Method.OUTBOUND:d}, 'null',
    '{{"ARN":"{INSTANCE}/queue/' || uuid_of('queue/' || c.queue)
    || '","DequeueTimestamp":' || instant(c.left_at)
    || ',"Duration":' || (c.left_at - c.queued_at) || ',"EnqueueTimestamp":'
    || instant(c.queued_at) || ',"Name":'
    || if(c.u_ends > {1 - NO_QUEUE_NAME}, 'null', quoted(c.queue_name)) || '}}')
|| ',"Recording":null,"Recordings":null,"References":[],"RelatedContactId":null'
|| ',"ScheduledTimestamp":null,"SystemEndpoint":' || {ENDPOINTS["system"]}
|| ',"TransferCompletedTimestamp":'
|| if(c.outcome = {Outcome.TRANSFERRED:d}, instant(c.ended_at), 'null')
|| ',"TransferredToEndpoint":null,"VoiceIdResult":null'
|| if(c.started_at > $new_from, ',"QualityMetrics":{{"Agent":{{"Audio":{{"QualityScore":'
    || round(3 + 2 * c.u_late, 2) || '}}}}}}', '')
|| '}}'
"""


def write(tables: Tables, folder: Path, seed: int, new_from: int) -> Iterator[Written]:
    """Deliver the segments of the queues on Amazon Connect; fields are new from an instant on."""
    tables.run(RECORDS)
    line = filled(LINE, seed=seed, new_from=new_from)
    yield from tables.write_lines(folder / TABLE, ROWS, line)
