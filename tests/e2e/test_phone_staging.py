"""Telephony of every adapter: tiny extracts, ugly rows, public samples, any order of arrival."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.e2e.conftest import ROOT, dbt_build, land, without

EXTRACTS = ROOT / "tests" / "extracts"
SAMPLES = ROOT.parent / "shared" / "samples"
VARS: dict[str, object] = {"as_of": "2026-12-01 00:00:00"}

#: Lines of JSON by vendor and table.
Lines = dict[tuple[str, str], list[str]]

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="the public samples are not part of the project, and not beside this checkout",
)


def contact(contact_id: str | None, start: str = "2026-01-12T09:00:00Z", **more: Any) -> str:
    """Write a contact record that waited ten seconds for an agent, or what is said of it."""
    record = {
        "ContactId": contact_id,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": start,
        "DisconnectTimestamp": "2026-01-12T09:05:00Z",
        "LastUpdateTimestamp": "2026-01-12T09:06:00Z",
        "Queue": {"ARN": "q9", "EnqueueTimestamp": "2026-01-12T09:00:05Z", "Duration": 10},
        "Agent": {
            "ARN": "a9",
            "Username": "Zoe@Example.com",
            "ConnectedToAgentTimestamp": "2026-01-12T09:00:15Z",
            "AgentInteractionDuration": 200,
            "CustomerHoldDuration": 5,
            "AfterContactWorkDuration": 7,
        },
    }
    return json.dumps(record | more)


def talk(call_id: int | None, **more: Any) -> str:
    """Write a Talk call that an agent answered after half a minute, or what is said of it."""
    record = {
        "id": call_id,
        "created_at": "2026-01-12T10:00:00Z",
        "updated_at": "2026-01-12T11:00:00Z",
        "direction": "inbound",
        "completion_status": "completed",
        "agent_id": 12,
        "duration": 200,
        "wait_time": 30,
        "time_to_answer": 30,
    }
    return json.dumps(record | more)


UGLY: Lines = {
    ("amazon_connect", "contact_records"): [
        contact("u1", start="yesterday"),
        contact(None),
        contact("u3", Queue="broken"),
        contact("u4", DisconnectTimestamp="2026-01-12T08:00:00Z"),
        contact("u5", Queue={"ARN": "q9", "EnqueueTimestamp": None, "Duration": -5}),
        contact("u6", Channel="FAX", NewField={"x": 1}),
        contact("u7", InitiationMethod="TRANSFER", InitialContactId="gone"),
        contact("u8", Agent={"ARN": "a9", "ConnectedToAgentTimestamp": "2026-01-12T09:00:15Z"}),
        contact("u9", CustomerEndpoint={"Address": "anonymous", "Type": "TELEPHONE_NUMBER"}),
        # chained by nothing but the record before, three in a row
        contact("v1"),
        contact("v2", "2026-01-12T09:00:01Z", PreviousContactId="v1", InitiationMethod="TRANSFER"),
        contact("v3", "2026-01-12T09:00:02Z", PreviousContactId="v2", InitiationMethod="TRANSFER"),
        # the same moment of update, another content
        contact("w1", Attributes={"ticket_id": "1"}),
        contact("w1", Attributes={"ticket_id": "2"}),
    ],
    ("zendesk", "calls"): [
        talk(None),
        talk(7101, created_at="soon"),
        talk(7102, call_group_id=99),
        talk(7103, completion_status="teleported"),
        talk(7104, wait_time=-1),
        talk(7105, duration=-10),
        talk(7106, _airbyte_extracted_at="2026-01-12T12:00:00Z", wait_time=31),
        talk(7106, _airbyte_extracted_at="2026-01-12T13:00:00Z", wait_time=32),
        talk(7106, _airbyte_extracted_at="2026-01-12T12:30:00Z", wait_time=33),
        talk(7107, agent_id="twelve"),
        # completed, and nobody took it
        talk(7108, agent_id=0, time_to_answer=None, duration=90),
        talk(7109, agent_id=0, time_to_answer=None, outside_business_hours=True),
        talk(7110, agent_id=0, time_to_answer=None, outside_business_hours=True, voicemail=True),
        # an agent whom no other table knows
        talk(7111, agent_id=77),
    ],
    ("zendesk", "call_legs"): [
        json.dumps({"id": 8101, "call_id": 1, "created_at": "2026-01-12T10:00:00Z"}),
        json.dumps({"id": 8102, "call_id": None, "created_at": "2026-01-12T10:00:00Z"}),
    ],
}  # fmt: skip


def delivered() -> Lines:
    """Read the tiny extracts, the ugly rows, and the samples where there are any."""
    lines = {
        (vendor, table): (EXTRACTS / vendor / f"{table}.jsonl").read_text().splitlines() + ugly
        for (vendor, table), ugly in UGLY.items()
    }
    for (vendor, table), rows in lines.items():
        folder = {"zendesk": "zendesk_talk"}.get(vendor, vendor)
        for path in sorted((SAMPLES / folder).glob(f"{table}*.jsonl")):
            rows += path.read_text().splitlines()
    return lines


def write(folder: Path, part: slice) -> Path:
    """Write every second line of each table, and once what comes with the project as CSV."""
    for (vendor, table), lines in delivered().items():
        path = folder / vendor / table / f"part-{part.start}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(line + "\n" for line in lines[part]))
    if part.start == 0:
        for path in [*EXTRACTS.glob("zendesk/*.csv"), *EXTRACTS.glob("custom/*.csv")]:
            (folder / path.parent.name).mkdir(exist_ok=True)
            shutil.copy(path, folder / path.parent.name)
    return folder


def build(folder: Path, parts: tuple[int, int], select: tuple[str, ...], *more: str) -> Path:
    """Land the two halves in the order given, each with its own landing, then build."""
    warehouse = folder / "warehouse"
    warehouse.mkdir()
    for part in parts:
        land(write(folder / f"part{part}", slice(part, None, 2)), warehouse)
    options = ("--indirect-selection", "cautious", *without("unit_test"), *more)
    return dbt_build(warehouse, VARS, "--select", *select, *options)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    models = (
        *("+int_calls_checked", "+int_call_legs_checked", "+int_agent_states_split"),
        *("+stg_amazon_connect__customer_keys", "+stg_zendesk__customer_keys"),
        "int_raw_columns_undeclared",
    )
    path = build(tmp_path_factory.mktemp("phone"), (0, 1), models)
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """Give each row as text, its values between bars."""
    found = connection.execute(query).fetchall()
    return ["|".join("" if value is None else str(value) for value in row) for row in found]


def said(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


CALLS = """
    select
        split_part(call_id, ':', 3), direction, channel, outcome,
        split_part(ticket_id, ':', 3), transfer_count, strftime(queued_at, '%H:%M:%S'),
        strftime(answered_at, '%H:%M:%S'), ivr_seconds, wait_seconds, talk_seconds, hold_seconds,
        wrap_seconds, defects
    from intermediate.int_calls_checked
"""


def test_contact_records_become_calls(built: duckdb.DuckDBPyConnection) -> None:
    query = CALLS + "where call_id similar to 'amazon_connect:main:k[0-9]+' order by started_at"
    assert rows(built, query) == said(
        """
        k1|inbound|phone|answered|107|0|12:50:40|12:51:10|40.000|30.000|800.000|60.000|32.000|
        k2|inbound|phone|abandoned||0|14:00:20||20.000|100.000||||
        k3|inbound|phone|answered||1|15:00:10|15:00:40|10.000|30.000|560.000|20.000|50.000|
        k5|inbound|phone|ivr_only||0|||25.000|||||
        k6|inbound|phone|callback||0|16:10:15||15.000|105.000|280.000|0.000|20.000|
        k8|inbound|chat|answered||0|09:00:05|09:01:05|5.000|60.000|1700.000|0.000|15.000|
        k9|inbound|task|answered||0|10:00:00|10:20:00|0.000|1200.000|2400.000|0.000|0.000|
        k10|outbound|phone|answered||0||09:00:15|||220.000|0.000|12.000|
        k11|inbound|phone|abandoned||0|10:00:10||10.000|170.000||||
        """
    )


def test_records_of_a_chain_are_legs(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select
            split_part(call_id, ':', 3), leg_number, split_part(call_leg_id, ':', 3), leg_kind,
            outcome, split_part(team_id, '/', 4), split_part(agent_id, '/', 4)
        from intermediate.int_call_legs_checked
        where call_id similar to 'amazon_connect:main:(k3|k6|k11|v1|gone)'
        order by 1, 2
    """
    assert rows(built, query) == said(
        """
        gone|1|u7|agent|answered||
        k11|1|k11|queue|flow_out|orders|
        k11|2|k12|queue|abandoned|billing|
        k3|1|k3|agent|transferred|orders|a1
        k3|2|k4|agent|answered|billing|a2
        k6|1|k6|queue|callback|orders|
        k6|2|k7|agent|answered|orders|a1
        v1|1|v1|agent|transferred||
        v1|2|v2|agent|transferred||
        v1|3|v3|agent|answered||
        """
    )


def test_talk_calls(built: duckdb.DuckDBPyConnection) -> None:
    query = CALLS + "where call_id similar to 'zendesk:main:70[0-9]+' order by call_id"
    assert rows(built, query) == said(
        """
        7001|inbound|phone|answered|107|0|12:58:20|12:58:55|20.000|35.000|230.000|15.000|25.000|
        7002|inbound|phone|abandoned|||13:30:20||20.000|75.000|0.000|0.000|0.000|
        7003|inbound|phone|ivr_only|||||12.000||0.000|0.000|0.000|
        7004|inbound|phone|voicemail|||13:32:00|||30.000|0.000|0.000|0.000|
        7005|callback|phone|answered|||13:33:00|13:34:00||60.000|330.000|0.000|5.000|
        7006|outbound|phone|answered|107||||||80.000|0.000|0.000|
        7007|inbound|phone|flow_out|||13:35:00|||45.000|0.000|0.000|0.000|
        7008|inbound|phone|answered|102|1|13:36:00|13:36:10||10.000|500.000|30.000|20.000|
        """
    )


def test_nobody_answered_whatever_the_status_says(built: duckdb.DuckDBPyConnection) -> None:
    query = CALLS + "where call_id similar to 'zendesk:main:(7106|7108|7109|711.)' order by call_id"
    assert rows(built, query) == said(
        """
        7106|inbound|phone|answered|||10:00:00|10:00:30||32.000||||
        7108|inbound|phone|flow_out|||10:00:00|||30.000||||
        7109|inbound|phone|ivr_only||||||||||
        7110|inbound|phone|voicemail||||||||||
        7111|inbound|phone|answered|||10:00:00|10:00:30||30.000||||
        """
    )


def test_callers_are_known_by_their_own_side(built: duckdb.DuckDBPyConnection) -> None:
    """Through the ticket or the record in one system, by number in the other, never by our line."""
    query = """
        select split_part(call_id, ':', 3), split_part(caller_id, ':', 3), caller_key_hash
        from intermediate.int_calls_checked
        where vendor = 'zendesk' and call_id similar to '.*:(7001|7002|7005|7008)'
        order by 1
    """
    assert rows(built, query) == ["7001|21|", "7002||", "7005|22|", "7008|22|"]
    query = """
        select
            count(distinct called.caller_key_hash),
            count(*) filter (called.caller_key_hash is null),
            count(*) filter (keys.key_hash is not null)
        from intermediate.int_calls_checked as called
        left join staging.stg_amazon_connect__customer_keys as keys
            on called.caller_id = keys.person_id and called.caller_key_hash = keys.key_hash
        where called.call_id similar to 'amazon_connect:main:(k1|k2|k3|k5|u9)'
    """
    assert rows(built, query) == ["2|2|3"]
    query = """
        select count(*)
        from staging.stg_amazon_connect__customer_keys as caller
        inner join staging.stg_zendesk__customer_keys as requester using (key_type, key_hash)
    """
    assert rows(built, query) == ["1"], "a number written in two ways is one key"


def test_logins_that_are_addresses_unite_agents(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select agents.agent_name, others.agent_name
        from staging.stg_amazon_connect__agents as agents
        left join staging.stg_zendesk__agents as others using (email_hash)
        where agents.agent_id similar to '.*agent/a[0-9]'
        order by 1
    """
    assert rows(built, query) == ["ben@example.com|Ben", "fay|"]


def test_ugly_rows_are_noted_and_never_lost(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select split_part(call_id, ':', 3), direction, channel, outcome, wait_seconds, talk_seconds,
            ended_at is not null, defects
        from intermediate.int_calls_checked
        where defects is not null or 'unmapped' in (direction, channel, outcome)
            or call_id like '%:u8'
        order by vendor, call_id
    """
    assert rows(built, query) == said(
        """
        gone|unmapped|phone|answered|10.000|200.000|True|
        u4|inbound|phone|answered|10.000|200.000|False|ends before it starts
        u5|inbound|phone|answered||200.000|True|negative wait
        u6|inbound|unmapped|answered|10.000|200.000|True|
        u8|inbound|phone|answered|10.000||True|
        c0006|inbound|phone|answered|40.000|150.000|False|ends before it starts
        c0007|inbound|phone|answered||400.000|True|negative wait
        c0010|inbound|phone|answered|25.000|150.000|True|unknown team, unknown agent
        7102|inbound|phone|answered|30.000||True|unknown team
        7103|inbound|phone|unmapped|30.000||True|
        7104|inbound|phone|answered|||True|negative wait
        7105|inbound|phone|answered|30.000||False|ends before it starts
        """
    )


def test_legs_and_states_that_cannot_be_are_noted(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select split_part(call_leg_id, ':', 3), defects
        from intermediate.int_call_legs_checked
        where defects is not null and call_leg_id not like '%:360%'
        order by 1
    """
    assert rows(built, query) == said(
        """
        l0006|ends before it starts
        u4|ends before it starts
        u5|negative wait
        """
    )
    query = """
        select split_part(agent_id, ':', 3), agent_state, scheduled_seconds, adherent_seconds
        from intermediate.int_agent_states_split
        where agent_state in ('break', 'meeting')
        order by 1
    """
    assert rows(built, query) == said(
        """
        a1|break|1050.000|1050.000
        a3|meeting|0.000|0.000
        """
    )


def test_milliseconds_and_waits_of_nothing_stay(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select split_part(call_id, ':', 3), wait_seconds, wrap_seconds
        from intermediate.int_calls_checked
        where vendor = 'custom' and call_id similar to '.*:c000[1235]'
        order by 1
    """
    assert rows(built, query) == said(
        """
        c0001|20.400|30.000
        c0002|0.000|12.500
        c0003|87.250|
        c0005||
        """
    )


def test_a_bad_row_is_rejected_with_its_reason(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select 'records', row_fate, count(*)
        from staging.base_amazon_connect__contact_records
        where row_fate not in ('kept', 'duplicate') group by 2
        union all
        select 'calls', row_fate, count(*) from staging.base_zendesk_talk__calls
        where row_fate not in ('kept', 'duplicate') group by 2
        union all
        select 'legs', row_fate, count(*) from staging.base_zendesk_talk__call_legs
        where row_fate not in ('kept', 'duplicate') group by 2
        order by 1, 2
    """
    assert rows(built, query) == said(
        """
        calls|agent_id is not a bigint|1
        calls|created_at is not a timestamp of 1900 to 9999|1
        calls|id is missing|1
        legs|call_id is missing|1
        records|contact_id is missing|1
        records|initiated_at is not a timestamp of 1900 to 9999|1
        records|queue is not a JSON object|1
        """
    )


def test_fields_that_nobody_declared_are_listed(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select table_name, raw_column from intermediate.int_raw_columns_undeclared
        where source_name in ('amazon_connect', 'zendesk_talk')
            and raw_column <> 'NewFieldAddedLater'
    """
    assert rows(built, query) == ["contact_records|NewField"]


@needs_samples
def test_public_samples_lose_no_row(built: duckdb.DuckDBPyConnection) -> None:
    query = """
        select 'records', row_fate, count(*) from staging.base_amazon_connect__contact_records
        where contact_id like 'c-%' group by 2
        union all
        select 'calls', row_fate, count(*) from staging.base_zendesk_talk__calls
        where id >= 360000000000 group by 2
        union all
        select 'legs', row_fate, count(*) from staging.base_zendesk_talk__call_legs
        where id >= 360000000000 group by 2
        order by 1, 2
    """
    assert rows(built, query) == said(
        """
        calls|duplicate|1
        calls|kept|7
        legs|kept|6
        records|duplicate|1
        records|kept|4
        """
    )
    query = CALLS + "where call_id like 'amazon_connect:main:c-%' order by call_id"
    assert rows(built, query) == said(
        """
        c-0001|inbound|phone|answered||1|14:00:40|14:01:10|40.000|30.000|580.000|0.000|64.000|
        c-0002|inbound|phone|abandoned||0|14:00:20||20.000|100.000||||
        c-0003|inbound|phone|ivr_only||0|||15.000|||||
        """
    )


def test_any_order_of_arrival_gives_the_same_winners(
    built: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    models = [
        *("stg_zendesk__calls", "stg_zendesk__call_legs", "stg_amazon_connect__teams"),
        *("stg_amazon_connect__calls", "stg_amazon_connect__call_legs"),
        *("stg_amazon_connect__agents", "stg_amazon_connect__customer_keys"),
    ]
    select = tuple(f"+{model}" for model in models)
    other = build(tmp_path, (1, 0), select, *without("test"))
    with duckdb.connect(str(other), read_only=True) as connection:
        for model in models:
            query = f"select * exclude (loaded_at) from staging.{model} order by all"
            assert rows(connection, query) == rows(built, query), model
