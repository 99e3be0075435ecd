"""Zendesk Talk calls and legs, as its API gives them: a call with transfers is one call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.extracts.files import Written
from scripts.extracts.phone.plan import TALK, Method, Outcome
from scripts.extracts.phone.tables import Tables, filled

CALL_IDS, LEG_IDS, LOST_CALL_IDS = 360_120_000_000, 360_220_000_000, 360_110_000_000
USER_IDS = 361_000_000_000

TWICE = 0.006  # the same object twice in one extract
EARLY = 0.01  # delivered before billing too: no charge, no ticket yet
AGAIN = 0.01  # the same object again within two months
UPDATED_LATER = 0.006  # with a ticket that was linked days later
NO_WRAP_KEY = 0.004  # the key is missing
ENDS_FIRST = 0.0008  # a negative duration
LOST_LEGS = 0.002  # legs of no call

ANSWERED = f"{Outcome.ANSWERED:d}, {Outcome.TRANSFERRED:d}"

CALLS = f"""
create table talk_segments as
select
    s.*, q.line, q.group_id,
    -- who calls back makes a call of its own
    max(if(s.method = {Method.CALLBACK:d}, s.segment, s.chain)) over (
        partition by s.chain order by s.segment rows unbounded preceding) as call
from segments as s
inner join queues as q on s.queue = q.queue and q.system = '{TALK}'
order by s.segment;

create table calls as
select
    call,
    if(max(opens_ticket) = 1, max(ticket) + 500000, {CALL_IDS} + call) as id,
    min(started_at) as started_at, max(ended_at) as ended_at,
    arg_min(agent, segment) filter (where outcome in ({ANSWERED})) as agent,
    arg_min(method, segment) as method, arg_max(outcome, segment) as outcome,
    count(*) filter (where outcome in ({ANSWERED})) as answers,
    min(answered_at) filter (where outcome in ({ANSWERED})) as answered_at,
    max(queued_at) as queued_at, sum(ivr) as ivr,
    sum(if(queued_at > 0, left_at - queued_at, 0)) as wait,
    sum(if(outcome in ({ANSWERED}), talk, 0)) as talk, sum(hold) as hold, sum(wrap) as wrap,
    max(ticket) as ticket, any_value(customer) as customer,
    arg_min(line, segment) as line, arg_min(group_id, segment) as group_id,
    arg_min(queue, segment) as queue,
    arg_min(u_lag, segment) as u_lag, arg_min(u_twice, segment) as u_twice,
    arg_min(u_again, segment) as u_again, arg_min(u_late, segment) as u_late,
    arg_min(u_ends, segment) as u_ends
from talk_segments group by call order by call;

create table timed_calls as
select
    calls.*, if(k.is_known, k.user_id, null) as user_id,
    ended_at + 2400 + cast(u_lag * 8400 as bigint) as updated_at,
    ended_at + 86400 + cast(u_late * 50 * 86400 as bigint) as again_at
from calls left join customers as k on calls.customer = k.customer
order by call;

create table call_deliveries as
select call, 1 as version, updated_at + 300 as delivered_at, call * 5 + 1 as place
from timed_calls where updated_at + 300 < $end
union all
select call, 1, updated_at + 300, call * 5 + 2
from timed_calls where u_twice < {TWICE} and updated_at + 300 < $end
union all
-- of the last hours the bill is still to come
select call, 0, ended_at + 120, call * 5
from timed_calls
where u_twice between 0.5 and 0.5 + {EARLY} or updated_at + 300 >= $end
union all
select call, 1, again_at, call * 5 + 3
from timed_calls where u_again < {AGAIN} and again_at < $end
union all
select call, 2, again_at, call * 5 + 4
from timed_calls where u_again > {1 - UPDATED_LATER} and again_at < $end;
"""  # noqa: S608 - names and numbers are our own

# when a sync, one every six hours, took the object
STAMP = """',"_airbyte_extracted_at":'
|| instant((r.delivered_at + 21599) // 21600 * 21600 + 75) || '}'"""

STATUS = f"""case
    when r.answers > 0 then 'completed'
    when r.outcome = {Outcome.ABANDONED:d} then 'abandoned_in_queue'
    when r.outcome = {Outcome.IVR_ONLY:d} then 'abandoned_in_ivr'
    when r.outcome = {Outcome.UNREACHED:d} then 'not_answered'
    when r.outcome = {Outcome.OUTSIDE:d} then 'abandoned_in_voicemail'
    when r.outcome = {Outcome.VOICEMAIL:d} and r.u_late < 0.1 then 'abandoned_in_voicemail'
    else 'completed' end"""
VOICEMAIL = f"(r.outcome = {Outcome.VOICEMAIL:d} and r.answers = 0 and r.u_late >= 0.1)"
OUTSIDE = f"(r.queued_at = 0 and r.outcome in ({Outcome.VOICEMAIL:d}, {Outcome.OUTSIDE:d}))"
DURATION = f"if(r.u_ends < {ENDS_FIRST}, -1, 1) * (r.ended_at - r.started_at)"

#: A call as an SQL expression over deliveries of calls.
CALL_LINE = f"""
concat(
'{{"id":', r.id, ',"created_at":', instant(r.started_at), ',"updated_at":',
instant(case r.version when 0 then r.ended_at + 60 when 1 then r.updated_at
    else r.again_at - 600 end),
',"agent_id":', number({USER_IDS} + r.agent),
',"call_charge":', if(r.version = 0, 'null',
    quoted(format('{{:.3f}}', 0.013 * ((r.ended_at - r.started_at) // 60 + 1)))),
',"consultation_time":0,"completion_status":', quoted({STATUS}),
',"customer_id":', number(r.user_id),
',"customer_requested_voicemail":', flag({VOICEMAIL} and r.u_late > 0.8),
',"direction":', if(r.method = {Method.OUTBOUND:d}, '"outbound"', '"inbound"'),
',"duration":', {DURATION},
',"exceeded_queue_wait_time":', flag(r.wait >= 300),
',"hold_time":', r.hold,
',"minutes_billed":', if(r.version = 0, 'null',
    cast((r.ended_at - r.started_at) // 60 + 1 as varchar)),
',"outside_business_hours":', flag({OUTSIDE}),
',"phone_number_id":', (360000120000 + r.queue), ',"phone_number":', quoted(r.line),
',"ticket_id":', if(r.ticket = 0 or r.version = 0
    or (r.version = 1 and r.u_again > {1 - UPDATED_LATER}), 'null', cast(r.ticket as varchar)),
',"time_to_answer":', number(r.answered_at - r.started_at),
',"voicemail":', flag({VOICEMAIL}),
',"wait_time":', r.wait,
if(r.u_lag < {NO_WRAP_KEY}, '', concat(',"wrap_up_time":', r.wrap)),
',"ivr_time_spent":', if(r.ivr = 0, 'null', cast(r.ivr as varchar)),
',"ivr_hops":', if(r.ivr = 0, 'null', '1'),
',"ivr_destination_group_name":null,"talk_time":', r.talk,
',"ivr_routed_to":null,"callback":', flag(r.method = {Method.CALLBACK:d}),
',"callback_source":', if(r.method = {Method.CALLBACK:d}, '"queue"', 'null'),
',"default_group":false,"ivr_action":null,"line":', quoted(r.line),
',"line_id":', (360000120000 + r.queue), ',"line_type":"phone","overflowed":',
flag(r.outcome = {Outcome.OVERFLOWED:d}), ',"overflowed_to":',
if(r.outcome = {Outcome.OVERFLOWED:d}, '"$overflow_line"', 'null'),
',"recording_control_interactions":0,"recording_time":', r.talk,
',"not_recording_time":0,"call_recording_consent":"always",',
'"call_recording_consent_action":null,"call_recording_consent_keypress":null,',
'"call_group_id":', r.group_id, ',"call_channel":null,"quality_issues":',
if(r.u_late between 0.6 and 0.63, '["silence"]', '["none"]'), {STAMP})
"""

LEGS = f"""
create table legs as
select
    call, segment * 4 as leg, 'customer' as kind, 0 as agent, started_at, ended_at, 0 as talk,
    0 as hold, 0 as wrap, null as passed_from, null as passed_to, 'completed' as status
from talk_segments where segment = call
union all
select
    call, segment * 4 + 2, 'agent', agent, answered_at - 3, ended_at,
    if(outcome = {Outcome.UNREACHED:d}, 0, talk), hold, wrap,
    if(method = {Method.TRANSFER:d},
        lag(nullif(agent, 0)) over (partition by call order by segment), null),
    if(outcome = {Outcome.TRANSFERRED:d},
        lead(nullif(agent, 0)) over (partition by call order by segment), null),
    if(outcome = {Outcome.UNREACHED:d}, 'not_answered', 'completed')
from talk_segments where agent > 0
union all
select
    call, segment * 4 + 1, 'agent', missed_by, answered_at - 18, answered_at - 3, 0, 0, 0,
    null, null, 'agent_missed'
from (
    select *, lag(agent) over (partition by queue order by answered_at, segment) as missed_by
    from talk_segments where agent > 0)
where attempts > 1 and missed_by <> agent;

create table leg_deliveries as
select l.leg, d.version, d.delivered_at, l.leg * 5 + d.version as place, false as is_lost
from legs as l inner join call_deliveries as d on l.call = d.call and d.version < 2
union all
select leg, 1, delivered_at, leg * 5 + 4, true
from legs
inner join call_deliveries as d on legs.call = d.call and d.version = 1 and d.place % 5 = 1
inner join timed_calls as c on legs.call = c.call
where c.u_late < {LOST_LEGS} and kind = 'agent';
"""  # noqa: S608 - names and numbers are our own

#: A leg as an SQL expression over deliveries of legs.
LEG_LINE = f"""
concat(
'{{"id":', ({LEG_IDS} + r.leg + if(r.is_lost, 3, 0)), ',"created_at":', instant(r.started_at),
',"updated_at":', instant(if(r.version = 0, r.call_ended_at + 60, r.call_updated_at)),
',"agent_id":', if(r.kind = 'customer', 0, {USER_IDS} + r.agent),
',"user_id":', if(r.kind = 'customer', number(r.user_id), '0'),
',"duration":', (r.ended_at - r.started_at), ',"hold_time":', r.hold,
',"wrap_up_time":', if(r.kind = 'customer', 'null', cast(r.wrap as varchar)),
',"available_via":', if(r.kind = 'customer', 'null', '"browser"'),
',"forwarded_to":null,"consultation_from":null,"transferred_from":',
number({USER_IDS} + r.passed_from), ',"transferred_to":', number({USER_IDS} + r.passed_to),
',"minutes_billed":', if(r.version = 0 or r.kind = 'customer', 'null',
    cast((r.ended_at - r.started_at) // 60 + 1 as varchar)),
',"call_charge":', if(r.kind = 'customer', '"0.0"', '"0.003"'),
',"completion_status":', quoted(r.status), ',"consultation_time":null,"talk_time":', r.talk,
',"consultation_to":null,"conference_time":null,"conference_from":null,',
'"conference_to":null,"quality_issues":["none"],"call_id":',
if(r.is_lost, {LOST_CALL_IDS} + r.leg, r.call_id), ',"type":', quoted(r.kind), {STAMP})
"""


CALL_ROWS = """
select c.*, d.version, d.delivered_at, d.place
from call_deliveries as d inner join timed_calls as c on d.call = c.call
"""
LEG_ROWS = """
select
    g.*, d.version, d.delivered_at, d.place, d.is_lost, c.id as call_id, c.user_id,
    c.ended_at as call_ended_at, c.updated_at as call_updated_at
from leg_deliveries as d
inner join legs as g on d.leg = g.leg
inner join timed_calls as c on g.call = c.call
"""


def write(tables: Tables, folder: Path, overflow_line: str) -> Iterator[Written]:
    """Deliver the calls of the queues on Zendesk Talk, and their legs."""
    tables.run(CALLS)
    tables.run(LEGS)
    line = filled(CALL_LINE, overflow_line=overflow_line)
    yield from tables.write_lines(folder / "calls", CALL_ROWS, line)
    yield from tables.write_lines(folder / "call_legs", LEG_ROWS, LEG_LINE)
