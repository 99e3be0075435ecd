"""Calls are possible, reproducible, and as ugly as two phone systems make them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.scripts.test_make_extracts import count, digests, make, make_outside

CALLS = 6_000
SIZE = ("--tickets", "2000", "--days", "120", "--seed", "7", "--calls", str(CALLS))
START, END = "timestamp '2026-06-03'", "timestamp '2026-10-01'"

# What the vendors document, and a real extract may hold.
RECORD_KEYS = (
    "AWSAccountId AWSContactTraceRecordFormatVersion Agent AgentConnectionAttempts "
    "AnsweringMachineDetectionStatus Attributes Campaign Channel ConnectedToSystemTimestamp "
    "ContactDetails ContactId CustomerEndpoint DisconnectReason DisconnectTimestamp "
    "InitialContactId InitiationMethod InitiationTimestamp InstanceARN LastUpdateTimestamp "
    "MediaStreams NextContactId PreviousContactId Queue Recording Recordings References "
    "RelatedContactId ScheduledTimestamp SystemEndpoint TransferCompletedTimestamp "
    "TransferredToEndpoint VoiceIdResult QualityMetrics"
)
CALL_KEYS = (
    "id created_at updated_at agent_id call_charge consultation_time completion_status "
    "customer_id customer_requested_voicemail direction duration exceeded_queue_wait_time "
    "hold_time minutes_billed outside_business_hours phone_number_id phone_number ticket_id "
    "time_to_answer voicemail wait_time wrap_up_time ivr_time_spent ivr_hops "
    "ivr_destination_group_name talk_time ivr_routed_to callback callback_source default_group "
    "ivr_action line line_id line_type overflowed overflowed_to recording_control_interactions "
    "recording_time not_recording_time call_recording_consent call_recording_consent_action "
    "call_recording_consent_keypress call_group_id call_channel quality_issues "
    "_airbyte_extracted_at"
)
LEG_KEYS = (
    "id created_at updated_at agent_id user_id duration hold_time wrap_up_time available_via "
    "forwarded_to consultation_from transferred_from transferred_to minutes_billed call_charge "
    "completion_status consultation_time talk_time consultation_to conference_time "
    "conference_from conference_to quality_issues call_id type _airbyte_extracted_at"
)
FILES = {
    "amazon_connect/contact_records": RECORD_KEYS,
    "zendesk/calls": CALL_KEYS,
    "zendesk/call_legs": LEG_KEYS,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run of 2,000 tickets and about 6,000 calls."""
    folder = tmp_path_factory.mktemp("calls")
    done = make(folder, *SIZE)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def db(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every delivery (raw_*), and the newest version of everything."""
    with duckdb.connect() as db:
        for table, source in {
            "records": "amazon_connect/contact_records",
            "calls": "zendesk/calls",
            "legs": "zendesk/call_legs",
        }.items():
            db.execute(
                f"create table lines_{table} as select json as j, parse_filename(filename) as file "
                "from read_json_objects(?, filename = true)",
                [str(folder / source / "*.jsonl")],
            )
        db.execute("""
            create table raw_records as select j, file,
                j->>'$.ContactId' as id, j->>'$.InitialContactId' as first_id,
                j->>'$.PreviousContactId' as before_id, j->>'$.NextContactId' as next_id,
                j->>'$.Channel' as channel, j->>'$.InitiationMethod' as method,
                (j->>'$.InitiationTimestamp')::timestamp as started_at,
                (j->>'$.DisconnectTimestamp')::timestamp as ended_at,
                (j->>'$.LastUpdateTimestamp')::timestamp as updated_at,
                (j->>'$.Queue.EnqueueTimestamp')::timestamp as queued_at,
                (j->>'$.Queue.DequeueTimestamp')::timestamp as left_at,
                (j->>'$.Queue.Duration')::int as waited, j->>'$.Queue.Name' as queue,
                (j->>'$.Agent.ConnectedToAgentTimestamp')::timestamp as answered_at,
                j->>'$.Agent.Username' as agent, j->>'$.Attributes.ticket_id' as ticket_id
            from lines_records;
            create table raw_calls as select j, file, (j->>'$.id')::bigint as id,
                (j->>'$.created_at')::timestamp as started_at,
                (j->>'$.updated_at')::timestamp as updated_at,
                (j->>'$.duration')::int as duration, (j->>'$.agent_id')::bigint as agent_id,
                (j->>'$.ticket_id')::bigint as ticket_id, (j->>'$.talk_time')::int as talk,
                (j->>'$.time_to_answer')::int as to_answer, (j->>'$.wait_time')::int as waited,
                j->>'$.completion_status' as status, j->>'$.direction' as direction,
                (j->>'$.voicemail')::bool as voicemail, (j->>'$.overflowed')::bool as overflowed,
                (j->>'$.outside_business_hours')::bool as outside,
                (j->>'$.callback')::bool as callback
            from lines_calls;
            create table raw_legs as select j, file, (j->>'$.id')::bigint as id,
                (j->>'$.call_id')::bigint as call_id, j->>'$.type' as type,
                (j->>'$.agent_id')::bigint as agent_id, (j->>'$.user_id')::bigint as user_id,
                (j->>'$.updated_at')::timestamp as updated_at, (j->>'$.talk_time')::int as talk,
                (j->>'$.transferred_to')::bigint as passed_to,
                j->>'$.completion_status' as status
            from lines_legs;
        """)
        for table in ("records", "calls", "legs"):
            db.execute(
                f"create table {table} as from raw_{table} qualify row_number() over "
                "(partition by id order by updated_at desc, file desc) = 1"
            )
        for table, path in (
            ("raw_states", "custom/agent_states"),
            ("agents", "custom/agents"),
            ("tickets", "zendesk/ticket"),
            ("users", "zendesk/user"),
        ):
            db.execute(
                f"create table {table} as from read_parquet(?)", [str(folder / path / "*.parquet")]
            )
        db.execute("create table states as select distinct * from raw_states")
        yield db


# what: (query, least and most, in 6,000 calls)
COMMON = {
    "answered on Connect": ("from records where answered_at is not null", 1800, 4000),
    "abandoned in a queue": (
        "from records where queued_at is not null and answered_at is null and next_id is null",
        80,
        900,
    ),
    "hung up in the menu": ("from records where queue is null and agent is null", 60, 600),
    "transferred by an agent": ("from records where method = 'TRANSFER'", 60, 500),
    "moved to another queue": ("from records where method = 'QUEUE_TRANSFER'", 3, 200),
    "called back": ("from records where method = 'CALLBACK'", 8, 250),
    "called out": ("from records where method = 'OUTBOUND'", 30, 250),
    "chat": ("from records where channel = 'CHAT'", 150, 500),
    "task": ("from records where channel = 'TASK'", 20, 150),
    "calls again within twenty minutes": (
        """from records a join records b
        on a.j->>'$.CustomerEndpoint.Address' = b.j->>'$.CustomerEndpoint.Address'
        where a.answered_at is null and a.queued_at is not null and b.method = 'INBOUND'
        and b.started_at between a.ended_at and a.ended_at + interval 20 minutes""",
        20,
        500,
    ),
    "a ticket is told": ("from records where ticket_id is not null", 200, 1500),
    "Connect agent known by e-mail": ("from records where agent like '%@%'", 1000, 4000),
    "Connect agent known by login": ("from records where agent not like '%@%'", 100, 1500),
    "withheld number": (
        "from records where channel = 'VOICE' and j->>'$.CustomerEndpoint' is null",
        30,
        400,
    ),
    "delivered again with more attributes": (
        """from raw_records a join raw_records b using (id) where a.updated_at > b.updated_at
        and a.j->>'$.Attributes.survey_sent' = 'true'""",
        40,
        300,
    ),
    "ticket told later": (
        """select distinct a.id from raw_records a join raw_records b using (id)
        where a.ticket_id is not null and b.ticket_id is null and a.updated_at > b.updated_at""",
        1,
        60,
    ),
    "older version in a later extract": (
        """from raw_records a join raw_records b using (id)
        where a.updated_at < b.updated_at and a.file > b.file""",
        1,
        60,
    ),
    "same record twice in an extract": (
        "select id from raw_records group by id, file, updated_at having count(*) > 1",
        4,
        60,
    ),
    "record without attributes": ("from records where not json_exists(j, '$.Attributes')", 3, 60),
    "record without attempts": (
        "from records where not json_exists(j, '$.AgentConnectionAttempts')",
        3,
        60,
    ),
    "queue without a name": (
        "from records where queued_at is not null and queue is null",
        3,
        60,
    ),
    "record ends before it starts": ("from records where ended_at < started_at", 1, 15),
    "new field": ("from records where json_exists(j, '$.QualityMetrics')", 800, 3000),
    "Talk call with a ticket": ("from calls where ticket_id is not null", 100, 1200),
    "Talk call that opened a ticket": ("from calls where id < 1000000", 20, 200),
    "abandoned on Talk": ("from calls where status = 'abandoned_in_queue'", 50, 700),
    "left in the menu on Talk": ("from calls where status = 'abandoned_in_ivr'", 40, 400),
    "voicemail": ("from calls where voicemail", 15, 300),
    "overflowed": ("from calls where overflowed", 3, 150),
    "outside business hours": ("from calls where outside", 15, 200),
    "hangs up on the answering machine": (
        "from calls where status = 'abandoned_in_voicemail' and not voicemail",
        10,
        200,
    ),
    "chose a callback on Talk": (
        """from calls where status = 'completed' and agent_id is null
        and not voicemail and not overflowed""",
        3,
        150,
    ),
    "callback on Talk": ("from calls where callback", 3, 150),
    "outbound on Talk": ("from calls where direction = 'outbound'", 20, 200),
    "negative duration": ("from calls where duration < 0", 1, 15),
    "call twice in an extract": (
        "select id from raw_calls group by id, file, updated_at having count(*) > 1",
        3,
        80,
    ),
    "call without a bill yet": ("from raw_calls where j->>'$.call_charge' is null", 5, 120),
    "call without wrap-up": (
        "from calls where not json_exists(j, '$.wrap_up_time')",
        1,
        50,
    ),
    "updated 40 to 180 minutes after the end": (
        """from calls where duration >= 0 and updated_at between started_at
        + interval 1 second * duration + interval 40 minutes
        and started_at + interval 1 second * duration + interval 180 minutes""",
        1800,
        3000,
    ),
    "leg of nobody": ("from legs where agent_id = 0 and type = 'customer'", 1500, 3500),
    "agent leg without user": ("from legs where user_id = 0 and type = 'agent'", 1000, 3500),
    "leg without a call": ("from legs anti join calls on call_id = calls.id", 1, 30),
    "agent missed it": ("from legs where status = 'agent_missed'", 20, 300),
    "transferred leg": ("from legs where passed_to is not null", 20, 400),
    "state row twice": (
        "select agent_id, started_at from raw_states group by all having count(*) > 1",
        10,
        2000,
    ),
    "state ends before it starts": ("from states where ended_at < started_at", 1, 40),
    "helps out": (
        "from states where scheduled_state is null and agent_state = 'on_contact'",
        5,
        3000,
    ),
}

IMPOSSIBLE = {
    "a record follows nothing": """from records a anti join records b on a.before_id = b.id
        where a.before_id is not null""",
    "a record is followed by nothing": """from records a anti join records b on a.next_id = b.id
        where a.next_id is not null""",
    "a chain that disagrees": """from records a join records b on a.next_id = b.id
        where b.before_id <> a.id or b.first_id <> coalesce(a.first_id, a.id)""",
    "a transfer without its call": """from records
        where method in ('TRANSFER', 'QUEUE_TRANSFER', 'CALLBACK') and before_id is null""",
    "queue seconds that disagree": """from records
        where waited <> date_diff('second', queued_at, left_at)""",
    "answered before it was queued": "from records where answered_at < queued_at",
    "queued before it began": "from records where queued_at < started_at",
    "answered by two at once": """from records a join records b using (agent)
        where a.id < b.id and a.answered_at < b.ended_at and b.answered_at < a.ended_at
        and a.ended_at > a.started_at and b.ended_at > b.started_at""",
    "unknown ticket": "from records anti join tickets t on ticket_id = t.id::varchar "
    "where ticket_id is not null",
    "unknown ticket on Talk": "from calls anti join tickets t on ticket_id = t.id "
    "where ticket_id is not null",
    "ticket before it was opened": """from calls c join tickets t on c.ticket_id = t.id
        where c.started_at < t.created_at and c.id > 1000000""",
    "a call out of the period": f"""from calls
        where started_at < {START} or updated_at > {END}""",
    "a record out of the period": f"""from records
        where started_at < {START} or updated_at > {END}""",
    "the caller's number as the line": """from calls
        where j->>'$.phone_number' not in (select distinct j->>'$.line' from calls)""",
    "charge that is no text": "from calls where json_type(j, '$.call_charge') = 'DOUBLE'",
    "a number of a real person": """from records where not regexp_matches(
        j->>'$.CustomerEndpoint.Address', '^\\+1\\d{3}55501\\d{2}$')""",
    "agent acts before the hiring": """from calls c join users u on c.agent_id = u.id
        where c.started_at < u.created_at""",
    "talks without an agent": "from calls where talk > 0 and agent_id is null",
    "voicemail that was answered": "from calls where voicemail and agent_id is not null",
    "two states at once": """select 1 from (select *, lead(started_at) over (partition by agent_id
        order by started_at, ended_at) as next_at from states where ended_at >= started_at)
        where next_at < ended_at""",
    "unknown state": """from states where agent_state not in ('available', 'on_contact', 'wrap',
        'break', 'training', 'meeting', 'offline')""",
    "state of an unknown agent": "from states anti join agents using (agent_id)",
}


@pytest.mark.parametrize("what", COMMON)
def test_what_happens_on_phones_happens_at_its_rate(
    db: duckdb.DuckDBPyConnection, what: str
) -> None:
    query, least, most = COMMON[what]
    assert least <= count(db, query) <= most


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_nothing_impossible(db: duckdb.DuckDBPyConnection, what: str) -> None:
    assert count(db, IMPOSSIBLE[what]) == 0


@pytest.mark.parametrize("table", FILES)
def test_lines_are_objects_with_the_documented_keys(folder: Path, table: str) -> None:
    keys: set[str] = set()
    for path in sorted((folder / table).iterdir()):
        for line in path.read_text().splitlines():
            keys |= json.loads(line).keys()
    assert keys == set(FILES[table].split())


def test_about_so_many_calls(db: duckdb.DuckDBPyConnection) -> None:
    first = count(db, "from records where before_id is null")
    on_talk = count(db, "from calls where not callback")
    assert 0.9 * CALLS < first + on_talk < 1.1 * CALLS
    assert 0.25 < on_talk / CALLS < 0.5


def test_service_is_neither_perfect_nor_hopeless(db: duckdb.DuckDBPyConnection) -> None:
    queued = "from records where queued_at is not null and method = 'INBOUND'"
    answered = count(db, f"{queued} and answered_at is not null")
    assert 0.03 < 1 - answered / count(db, queued) < 0.25
    assert 0.6 < count(db, f"{queued} and answered_at is not null and waited <= 20") / answered < 1


def test_calls_peak_in_half_hours(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute("""select max(n) / median(n) from (select count(*) as n from records
        group by time_bucket(interval 30 minutes, started_at))""").fetchone()
    assert row is not None
    assert row[0] > 4


def test_talk_calls_that_open_tickets_are_theirs(db: duckdb.DuckDBPyConnection) -> None:
    opening = "from calls c join tickets t on c.ticket_id = t.id where c.id < 1000000"
    assert count(db, f"{opening} and t.via_channel <> 'voice'") == 0
    assert count(db, f"{opening} and c.agent_id <> t.submitter_id") == 0
    assert count(db, f"{opening} and t.created_at < c.started_at") == 0
    assert count(db, f"{opening} and c.id <> t.id + 500000") == 0


def test_agents_work_on_phones_and_tickets(db: duckdb.DuckDBPyConnection) -> None:
    both = """select distinct email from agents join users using (email)
        where users.role = 'agent'"""
    assert count(db, both) >= 10


def test_most_of_the_rota_is_kept(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute("""
        select sum(seconds) filter (where agent_state = scheduled_state
            or (scheduled_state = 'available' and agent_state in ('on_contact', 'wrap')))
            / sum(seconds)
        from (select *, epoch(ended_at - started_at) as seconds from states)
        where scheduled_state is not null and seconds > 0""").fetchone()
    assert row is not None
    assert 0.9 < row[0] < 0.995


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    size = ("--tickets", "200", "--days", "30", "--calls", "600")
    make_outside(tmp_path / "a", "1", *size)
    make_outside(tmp_path / "b", "2", *size)
    first, second = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert any(name.startswith("zendesk/call_legs/") for name in first)
    assert first == second


def test_tickets_do_not_notice_calls(tmp_path: Path) -> None:
    size = ("--tickets", "150", "--days", "30")
    assert make(tmp_path / "a", *size).exit_code == 0
    assert make(tmp_path / "b", *size, "--calls", "200").exit_code == 0
    tickets, both = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert tickets.items() <= both.items()
    assert len(tickets) < len(both)


def test_replacing_leaves_no_calls_behind(tmp_path: Path) -> None:
    size = ("--tickets", "60", "--days", "10")
    mine = tmp_path / "custom" / "orders.csv"
    mine.parent.mkdir()
    mine.write_text("order_id\n1\n")
    assert make(tmp_path, *size, "--calls", "100", "--replace").exit_code == 0
    assert make(tmp_path, *size, "--replace").exit_code == 0
    assert not list(tmp_path.glob("amazon_connect/*")) + list(tmp_path.glob("zendesk/call*"))
    assert mine.exists()


@pytest.mark.parametrize("calls", ["-1", "7"])
def test_too_few_calls_are_refused(tmp_path: Path, calls: str) -> None:
    done = make(tmp_path / "out", "--calls", calls)
    assert done.exit_code == 1
    assert "--calls" in done.stderr
    assert not (tmp_path / "out").exists()


def test_help_names_the_options() -> None:
    done = make(Path("--help"))
    assert done.exit_code == 0
    for option in ("--calls", "--zendesk-shape"):
        assert option in done.output
