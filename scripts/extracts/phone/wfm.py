"""The workforce system's export in the ports' own columns: who it knows, and what they did when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.extracts.files import Written
from scripts.extracts.phone.plan import State
from scripts.extracts.phone.tables import Tables

TWICE = 0.004  # the same row again in the same extract, or a month later
ENDS_FIRST = 0.0002  # the row ends before it starts

WORDS = "['" + "', '".join(state.name.lower() for state in State) + "']"

SCRIPT = f"""
create table state_deliveries as
select *, row_number() over (order by agent, started_at) as place, ended_at + 3600 as delivered_at
from agent_states;

insert into state_deliveries
select * replace (if(u_twice < {TWICE / 2}, delivered_at, delivered_at + 2592000) as delivered_at)
from state_deliveries where u_twice < {TWICE} and delivered_at + 2592000 < $end;
"""  # noqa: S608 - numbers are our own

COLUMNS = f"""
'W' || lpad(cast(agent as varchar), 5, '0') as agent_id,
{WORDS}[state + 1] as agent_state,
if(planned < 0, null, {WORDS}[planned + 1]) as scheduled_state,
make_timestamp(started_at * 1000000) as started_at,
make_timestamp(if(u_ends < {ENDS_FIRST}, started_at - 60, ended_at) * 1000000) as ended_at
"""

AGENTS = """
select p.*, s.delivered_at, p.agent as place
from people as p
inner join (select agent, max(max(ended_at)) over () as delivered_at from agent_states group by 1)
    as s on p.agent = s.agent
"""
AGENT_COLUMNS = """
'W' || lpad(cast(agent as varchar), 5, '0') as agent_id,
'Agent ' || agent as agent_name,
'agent-' || agent || '@example.com' as email,
'E' || lpad(cast(agent as varchar), 5, '0') as employee_id,
'agent' as agent_role,
is_active,
make_timestamp(hired_at * 1000000) as created_at
"""


def write(tables: Tables, folder: Path, file_format: str) -> Iterator[Written]:
    """Deliver the agents' days, by month, and the agents themselves once, at the end."""
    tables.run(SCRIPT)
    states = "select * from state_deliveries"
    yield from tables.write_rows(folder / "agent_states", states, COLUMNS, file_format)
    yield from tables.write_rows(folder / "agents", AGENTS, AGENT_COLUMNS, file_format)
