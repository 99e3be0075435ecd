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

ROWS = """
select c.*, d.version, d.delivered_at, d.place, l.updated_again_at
from contact_deliveries as d
inner join contacts as c on d.segment = c.segment
left join late_contacts as l on d.segment = l.segment
"""


def _words(column: str, words: dict[int, str]) -> str:
    cases = " ".join(f"when {number} then '{word}'" for number, word in words.items())
    return f"case {column} {cases} end"


def _id(column: str) -> str:
    return f"quoted(uuid_of('contact/$seed/' || {column}))"


METHODS = _words("r.method", {method: method.name for method in Method})
METHODS = f"if(r.channel <> {Channel.VOICE:d} and r.method = {Method.INBOUND:d}, 'API', {METHODS})"
CHANNELS = _words("r.channel", {channel: channel.name for channel in Channel})
REASONS = _words(
    "r.outcome",
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
    "customer": """if(r.phone is null or r.channel > 0, 'null', '{"Address":' || quoted(r.phone)
        || ',"Type":"TELEPHONE_NUMBER"}')""",
    "system": """if(r.channel > 0, 'null', '{"Address":' || quoted(r.line)
        || ',"Type":"TELEPHONE_NUMBER"}')""",
}

#: A record as an SQL expression over ROWS, a delivery of a segment each.
LINE = f"""
concat(
'{{"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":',
if(r.agent = 0, 'null', concat('{{"ARN":"{INSTANCE}/agent/', uuid_of(concat('agent/', r.agent)),
    '","AfterContactWorkDuration":', r.wrap,
    ',"AfterContactWorkEndTimestamp":', instant(r.ended_at + r.wrap),
    ',"AfterContactWorkStartTimestamp":', instant(r.ended_at),
    ',"AgentInteractionDuration":', if(r.outcome = {Outcome.UNREACHED:d}, 0, r.talk),
    ',"ConnectedToAgentTimestamp":', instant(r.answered_at),
    ',"CustomerHoldDuration":', r.hold, ',"HierarchyGroups":null,"LongestHoldDuration":',
    r.hold, ',"NumberOfHolds":', if(r.hold > 0, 1, 0),
    ',"RoutingProfile":{{"ARN":"{INSTANCE}/routing-profile/',
    uuid_of(concat('profile/', r.queue)),
    '","Name":', quoted(r.queue_name), '}},"Username":',
    quoted(if(r.agent % 7 = 0, concat('agent', r.agent),
        concat('agent-', r.agent, '@example.com'))),
    '}}')),
if(r.u_lag between 0.5 and 0.5 + {NO_ATTEMPTS}, '',
    concat(',"AgentConnectionAttempts":', r.attempts)),
',"AnsweringMachineDetectionStatus":null',
if(r.u_lag < {NO_ATTRIBUTES}, '', concat(',"Attributes":{{"language":"en"',
    if(r.ticket > 0 and (r.updated_again_at is null or r.version = 2 or r.u_late > 0.5),
        concat(',"ticket_id":"', r.ticket, '"'), ''),
    if(r.crm is null, '', concat(',"crm_contact_id":', quoted(r.crm))),
    if(r.version = 2, ',"survey_sent":"true"', ''), '}}')),
',"Campaign":{{"CampaignId":null}},"Channel":', quoted({CHANNELS}),
',"ConnectedToSystemTimestamp":', case
    when r.outcome = {Outcome.UNREACHED:d} then 'null'
    when r.method = {Method.OUTBOUND:d} then instant(r.answered_at)
    else instant(r.started_at) end,
',"ContactDetails":{{}},"ContactId":', {_id("r.segment")},
',"CustomerEndpoint":', {ENDPOINTS["customer"]},
',"DisconnectReason":', quoted({REASONS}),
',"DisconnectTimestamp":',
instant(if(r.u_ends < {ENDS_FIRST}, r.started_at - 3600, r.ended_at)),
',"InitialContactId":', if(r.chain = r.segment, 'null', {_id("r.chain")}),
',"InitiationMethod":', quoted({METHODS}),
',"InitiationTimestamp":', instant(r.started_at), ',"InstanceARN":"{INSTANCE}"',
',"LastUpdateTimestamp":', instant(if(r.version = 2, r.updated_again_at, r.updated_at)),
',"MediaStreams":', if(r.channel = {Channel.VOICE:d}, '[{{"Type":"AUDIO"}}]', '[]'),
',"NextContactId":', if(r.next is null, 'null', {_id("r.next")}),
',"PreviousContactId":', if(r.before < 0, 'null', {_id("r.before")}),
',"Queue":', if(r.queued_at = 0 or r.method = {Method.OUTBOUND:d}, 'null',
    concat('{{"ARN":"{INSTANCE}/queue/', uuid_of(concat('queue/', r.queue)),
    '","DequeueTimestamp":', instant(r.left_at),
    ',"Duration":', (r.left_at - r.queued_at), ',"EnqueueTimestamp":',
    instant(r.queued_at), ',"Name":',
    if(r.u_ends > {1 - NO_QUEUE_NAME}, 'null', quoted(r.queue_name)), '}}')),
',"Recording":null,"Recordings":null,"References":[],"RelatedContactId":null',
',"ScheduledTimestamp":null,"SystemEndpoint":', {ENDPOINTS["system"]},
',"TransferCompletedTimestamp":',
if(r.outcome = {Outcome.TRANSFERRED:d}, instant(r.ended_at), 'null'),
',"TransferredToEndpoint":null,"VoiceIdResult":null',
if(r.started_at > $new_from, concat(',"QualityMetrics":{{"Agent":{{"Audio":{{"QualityScore":',
    round(3 + 2 * r.u_late, 2), '}}}}}}'), ''),
'}}')
"""


def write(tables: Tables, folder: Path, seed: int, new_from: int) -> Iterator[Written]:
    """Deliver the segments of the queues on Amazon Connect; fields are new from an instant on."""
    tables.run(RECORDS)
    line = filled(LINE, seed=seed, new_from=new_from)
    yield from tables.write_lines(folder / TABLE, ROWS, line)
    tables.run("drop table contacts; drop table late_contacts; drop table contact_deliveries")
