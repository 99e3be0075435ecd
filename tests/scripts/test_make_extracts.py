"""The extracts are reproducible, possible, and as ugly as real ones."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest
from typer.testing import CliRunner, Result

from scripts.extracts.calendars import build_schedules, easter
from scripts.extracts.clock import DAY, Clock, midnight
from scripts.extracts.model import Schedule, SlaTarget
from scripts.extracts.organisation import build_organisation
from scripts.extracts.policies import build_policies
from scripts.extracts.simulation import Simulation
from scripts.extracts.zendesk_tables import TABLES
from scripts.make_extracts import app

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_extracts.py"
TICKETS = 3_000
END = "timestamp '2026-10-01'"
FIRST = "timestamp '2026-10-01' - interval 560 days"

# The documented columns of the tables, as a loader lands them.
DOCUMENTED = {
    "ticket_field_history": "_fivetran_synced field_name ticket_id updated user_id value",
    "ticket_comment": "_fivetran_deleted _fivetran_synced body call_duration call_id created "
    "facebook_comment id public ticket_id tweet user_id voice_comment",
    "ticket_tag": "_fivetran_synced tag ticket_id",
    "ticket_sla_policy": "_fivetran_synced policy_applied_at sla_policy_id ticket_id",
    "ticket_schedule": "_fivetran_synced created_at schedule_id ticket_id",
    "group": "_fivetran_deleted _fivetran_synced created_at id name updated_at url",
    "organization": "_fivetran_synced created_at details external_id group_id id name notes "
    "shared_comments shared_tickets updated_at url",
    "sla_policy_metric_history": "_fivetran_synced business_hours index metric priority "
    "sla_policy_id sla_policy_updated_at target",
    "schedule": "_fivetran_deleted _fivetran_synced created_at end_time end_time_utc id name "
    "start_time start_time_utc time_zone",
    "schedule_holiday": "_fivetran_deleted _fivetran_synced end_date id name schedule_id "
    "start_date",
    "ticket": "_fivetran_deleted _fivetran_synced allow_channelback assignee_id brand_id "
    "created_at description due_at external_id followup_ids forum_topic_id group_id has_incidents "
    "id is_public merged_ticket_ids organization_id priority problem_id recipient requester_id "
    "status subject submitter_id system_client ticket_form_id type updated_at url via_channel "
    "via_followup_source_id via_source_from_address via_source_from_id via_source_from_title "
    "via_source_rel via_source_to_address via_source_to_name",
    "user": "_fivetran_deleted _fivetran_synced active alias chat_only created_at email "
    "external_id id last_login_at locale moderator name organization_id phone restricted_agent "
    "role shared shared_agent suspended ticket_restriction time_zone updated_at url verified",
}


def make(folder: Path, *arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(folder), *arguments])


def make_outside(folder: Path, hash_seed: str, *arguments: str) -> None:
    """Run the script as a user would, in a process of its own."""
    subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *arguments],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def digests(folder: Path) -> dict[str, str]:
    """Digest of every file, by its path inside the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """One run of 3,000 tickets: raw_<table> as delivered, <table> with its newest rows only."""
    folder = tmp_path_factory.mktemp("extracts")
    done = make(folder, "--tickets", str(TICKETS), "--seed", "7")
    assert done.exit_code == 0, done.output
    keys = {
        "ticket": "id",
        "user": "id",
        "group": "id",
        "organization": "id",
        "ticket_comment": "id",
        "schedule": "id, start_time",
        "schedule_holiday": "id",
        "ticket_field_history": "ticket_id, field_name, updated, value",
        "ticket_tag": "ticket_id, tag",
    }
    with duckdb.connect() as connection:
        for table in TABLES:
            files = str(folder / "zendesk" / table / "*.parquet")
            connection.execute(
                f'create table "raw_{table}" as '
                "select * exclude (filename), parse_filename(filename) as file "
                "from read_parquet(?, filename = true, union_by_name = true)",
                [files],
            )
            key = keys.get(table, "all")
            version = "updated_at" if "updated_at" in TABLES[table] else "_fivetran_synced"
            newest = (
                f"qualify row_number() over (partition by {key} order by {version} desc, "
                "_fivetran_synced desc) = 1"
            )
            connection.execute(
                f'create table "{table}" as select {"distinct" if key == "all" else ""} '
                f"* exclude (file{', _fivetran_synced' if key == 'all' else ''}) "
                f'from "raw_{table}" {"" if key == "all" else newest}'
            )
        yield connection


def count(db: duckdb.DuckDBPyConnection, query: str) -> int:
    """Count the rows of a query."""
    row = db.execute(f"select count(*) from ({query})").fetchone()
    assert row is not None
    return int(row[0])


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    size = ("--tickets", "300", "--days", "60")
    make_outside(tmp_path / "a", "1", *size)
    make_outside(tmp_path / "b", "2", *size)
    assert make(tmp_path / "c", *size, "--seed", "2").exit_code == 0
    first, second, other = [digests(tmp_path / name) for name in "abc"]
    assert len(first) > 20
    assert first == second
    assert first["zendesk/ticket/2026-10-01.parquet"] != other["zendesk/ticket/2026-10-01.parquet"]


@pytest.mark.parametrize("file_format", ["csv.gz", "jsonl"])
def test_other_formats_hold_the_same_rows(tmp_path: Path, file_format: str) -> None:
    for name in ("parquet", file_format):
        done = make(tmp_path / name, "--tickets", "100", "--days", "30", "--format", name)
        assert done.exit_code == 0, done.stderr
    history = "zendesk/ticket_field_history/2026-10-01"
    connection = duckdb.connect()
    parquet = connection.read_parquet(str(tmp_path / "parquet" / f"{history}.parquet"))
    other = str(tmp_path / file_format / f"{history}.{file_format}")
    read = (
        connection.read_csv(other, all_varchar=True)
        if file_format == "csv.gz"
        else connection.read_json(other, format="newline_delimited")
    )
    wanted = parquet.project("ticket_id::text, updated::text, value").fetchall()
    assert read.project("ticket_id::text, updated::text, value").fetchall() == wanted


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--vendors", "acme"], "unknown vendor acme"),
        (["--vendors", ""], "no vendor named"),
        (["--tickets", "3"], "at least 50"),
        (["--days", "1"], "at least 7"),
        (["--format", "xlsx"], "unknown format"),
        (["--until", "1999-01-01"], "from 2002"),
    ],
)
def test_wrong_input_says_why(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = make(tmp_path / "out", *arguments)
    assert done.exit_code == 1
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_earlier_extracts_are_kept_unless_replaced(tmp_path: Path) -> None:
    arguments = ["--tickets", "60", "--days", "10"]
    assert make(tmp_path, *arguments).exit_code == 0
    before = digests(tmp_path)
    refused = make(tmp_path, *arguments)
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    assert digests(tmp_path) == before
    assert make(tmp_path, *arguments, "--seed", "2", "--replace").exit_code == 0
    assert digests(tmp_path) != before


def test_columns_are_the_documented_ones(db: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES:
        found = {row[0] for row in db.execute(f'describe "raw_{table}"').fetchall()}
        assert found - {"file"} == set(DOCUMENTED[table].split()), table
    assert set(DOCUMENTED) == set(TABLES)


def test_exactly_so_many_tickets(db: duckdb.DuckDBPyConnection) -> None:
    assert count(db, "select distinct id from ticket") == TICKETS


def test_volume_is_realistic(db: duckdb.DuckDBPyConnection) -> None:
    rows = count(db, "from ticket_field_history") / TICKETS
    assert 15 < rows < 22
    assert 3 < count(db, "from ticket_comment") / TICKETS < 6
    assert count(db, "select distinct file from raw_ticket_field_history") >= 12


AGENTS = "(select id from raw_user where role in ('agent', 'admin') and name not like '%Bot')"
STATUSES = """(select *, lag(value) over (partition by ticket_id
    order by updated, _fivetran_synced) as was from ticket_field_history
    where field_name = 'status')"""

IMPOSSIBLE = {
    "history without ticket": "from ticket_field_history anti join ticket t on ticket_id = t.id",
    "comment without ticket": "from ticket_comment anti join ticket t on ticket_id = t.id",
    "tag without ticket": "from ticket_tag anti join ticket t on ticket_id = t.id",
    "policy without ticket": "from ticket_sla_policy anti join ticket t on ticket_id = t.id",
    "unknown policy": """from ticket_sla_policy anti join sla_policy_metric_history
        using (sla_policy_id)""",
    "unknown schedule": "from ticket_schedule anti join schedule s on schedule_id = s.id",
    "unknown group": 'from ticket anti join "group" g on group_id = g.id',
    "unknown assignee": """from ticket anti join "user" u on assignee_id = u.id
        where assignee_id is not null""",
    "unknown organisation": """from ticket anti join organization o on organization_id = o.id
        where organization_id is not null""",
    "history before creation": """from ticket_field_history h join ticket t on ticket_id = t.id
        where h.updated < t.created_at""",
    "comment before creation": """from ticket_comment c join ticket t on ticket_id = t.id
        where c.created < t.created_at""",
    "history out of range": f"""from ticket_field_history
        where updated < {FIRST} or updated >= {END}""",
    "comment out of range": f"from ticket_comment where created < {FIRST} or created >= {END}",
    "synced before it happened": """from raw_ticket_field_history
        where _fivetran_synced < updated""",
    "user younger than the ticket": """from ticket t join "user" u on requester_id = u.id
        where u.created_at > t.created_at""",
    "no status at creation": """from ticket t anti join ticket_field_history h on t.id = ticket_id
        and field_name = 'status' and h.updated = t.created_at and h.value in ('new', 'open')""",
    "no first comment": """from ticket t anti join ticket_comment c on t.id = c.ticket_id
        and c.created = t.created_at and c.public""",
    "closed without a reason": """from ticket t anti join ticket_field_history h on
        t.id = h.ticket_id and h.field_name = 'status' and h.value = 'solved'
        anti join ticket_tag g on t.id = g.ticket_id and g.tag = 'closed_by_merge'
        where t.status = 'closed'""",
    "activity after the close": """from ticket_comment c join ticket_field_history h
        using (ticket_id) where h.field_name = 'status' and h.value = 'closed'
        and c.created > h.updated""",
    "merged into nothing": """from (select unnest(from_json(merged_ticket_ids, '["bigint"]'))
        as merged from ticket) anti join ticket t on merged = t.id and t.status = 'closed'""",
    "follow-up of nothing": """from ticket t anti join ticket p on t.via_followup_source_id = p.id
        where t.via_followup_source_id is not null""",
    "agent acts before he is hired": """from ticket_field_history h join "user" u on
        h.user_id = u.id where h.updated < u.created_at and u.role <> 'end-user'""",
    "acts after leaving": f"""from ticket_field_history h join "user" u on h.user_id = u.id
        where u.id in {AGENTS} and (u.role = 'end-user' or not u.active)
        and h.updated > u.updated_at + interval 7 days""",
    "not an example address": """from "user" where email not like '%@example.com'
        and email not like '%@mail.example'""",
    "not a reserved number": """from "user"
        where phone is not null and not regexp_matches(phone, '^\\+1\\d{3}55501\\d{2}$')""",
    "ticket row tells another status than its history": """from ticket t join (
        select ticket_id, value from ticket_field_history where field_name = 'status'
        qualify row_number() over (partition by ticket_id
            order by updated desc, _fivetran_synced desc) = 1) h on t.id = h.ticket_id
        where replace(h.value, 'on-hold', 'hold') <> t.status""",
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_nothing_impossible(db: duckdb.DuckDBPyConnection, what: str) -> None:
    assert count(db, IMPOSSIBLE[what]) == 0


# what: (query, least and most rows in 3,000 tickets)
UGLY = {
    "same row twice in a file": (
        "select * from raw_ticket_field_history group by all having count(*) > 1",
        50,
        600,
    ),
    "same row in two files": (
        """select 1 from raw_ticket_field_history
        group by ticket_id, field_name, updated, value having count(distinct file) > 1""",
        100,
        1500,
    ),
    "late row": (
        """select 1 from raw_ticket_field_history group by ticket_id, field_name, updated, value
        having min(_fivetran_synced) > max(updated) + interval 1 day
        and max(updated) > timestamp '2025-10-02'""",
        30,
        800,
    ),
    "older version in a later file": (
        """from raw_ticket a join raw_ticket b using (id)
        where a.file > b.file and a.updated_at < b.updated_at
        and a._fivetran_synced > b._fivetran_synced""",
        10,
        200,
    ),
    "same updated_at, other content": (
        """from raw_ticket a join raw_ticket b
        using (id, updated_at) where a.followup_ids <> b.followup_ids""",
        1,
        400,
    ),
    "deleted by status": ("from ticket where status = 'deleted'", 20, 200),
    "deleted by flag only": ("from ticket where _fivetran_deleted and status <> 'deleted'", 1, 60),
    "deleted by status only": (
        "from ticket where not _fivetran_deleted and status = 'deleted'",
        1,
        100,
    ),
    "merged": ("from ticket where merged_ticket_ids <> '[]'", 15, 120),
    "closed by merge": ("from ticket_tag where tag = 'closed_by_merge'", 15, 120),
    "spam": ("from ticket_tag where tag = 'spam'", 10, 120),
    "suspended requester": ("""from "user" where suspended""", 10, 120),
    "bot replies within 20 seconds": (
        """from ticket_comment c join ticket t on ticket_id = t.id
        join "user" u on c.user_id = u.id where u.name = 'Support Bot' and c.public
        and c.created <= t.created_at + interval 20 seconds""",
        300,
        2500,
    ),
    "private note": ("from ticket_comment where not public", 300, 6000),
    "opened by an agent": ("from ticket where submitter_id <> requester_id", 60, 600),
    "reopened by the customer": (
        f"""from {STATUSES} h join ticket t on ticket_id = t.id
        where was = 'solved' and value = 'open' and user_id = requester_id""",
        40,
        250,
    ),
    "reopened by an agent": (
        f"""from {STATUSES} h where was = 'solved' and value = 'open'
        and user_id in {AGENTS}""",
        3,
        100,
    ),
    "two statuses in one second": (
        """select 1 from ticket_field_history where field_name = 'status'
        group by ticket_id, updated having count(*) > 1""",
        15,
        1500,
    ),
    "policy changed while open": (
        "select 1 from ticket_sla_policy group by ticket_id having count(*) > 1",
        20,
        400,
    ),
    "priority changed while open": (
        """select 1 from ticket_field_history where field_name = 'priority'
        group by ticket_id having count(*) > 1""",
        60,
        900,
    ),
    "schedule changed while open": (
        "select 1 from ticket_schedule group by ticket_id having count(*) > 1",
        15,
        500,
    ),
    "team changed while open": (
        """select 1 from ticket_field_history where field_name = 'group_id'
        group by ticket_id having count(*) > 1""",
        100,
        900,
    ),
    "open for over a year": (
        f"""select t.id from ticket t left join {STATUSES} h on t.id = ticket_id
        and value = 'solved' group by t.id, t.created_at
        having coalesce(min(updated), {END}) > t.created_at + interval 365 days""",
        5,
        60,
    ),
    "requester missing from user": (
        """from ticket t anti join "user" u on requester_id = u.id""",
        5,
        150,
    ),
    "erased requester": ("""from "user" where email is null""", 1, 100),
    "former agent, now end user": (
        f"""from "user" where role = 'end-user' and id in {AGENTS}""",
        1,
        60,
    ),
    "comment of a former agent": (
        f"""from ticket_comment c join "user" u on user_id = u.id
        where role = 'end-user' and u.id in {AGENTS}""",
        1,
        3000,
    ),
    "deleted default schedule, the oldest": (
        """from schedule where _fivetran_deleted
        and created_at = (select min(created_at) from schedule)""",
        1,
        10,
    ),
    "deleted group with tickets": (
        """from "group" where _fivetran_deleted
        and id in (select group_id from ticket)""",
        1,
        1,
    ),
    "solved without any reply": (
        f"""from {STATUSES} s where value = 'solved' and ticket_id not in
        (select ticket_id from ticket_comment where public and user_id in {AGENTS})""",
        15,
        300,
    ),
    "agent replies in the second of creation": (
        f"""from ticket_comment c join ticket t
        on ticket_id = t.id where c.created = t.created_at and submitter_id = requester_id
        and c.user_id in {AGENTS}""",
        2,
        60,
    ),
    "opened and solved on one Sunday": (
        f"""from ticket t join {STATUSES} h on t.id = ticket_id
        where value = 'solved' and dayofweek(created_at) = 0
        and h.updated < date_trunc('day', created_at) + interval 1 day""",
        2,
        200,
    ),
    "hold spelled on-hold": ("from ticket_field_history where value = 'on-hold'", 5, 400),
    "hold spelled hold": ("from ticket_field_history where value = 'hold'", 5, 600),
    "tag twice": ("select * from raw_ticket_tag group by all having count(*) > 1", 30, 400),
    "change by nobody": ("from ticket_field_history where user_id = -1", 3000, 60000),
    "ticket without priority": ("from ticket where priority is null", 60, 500),
    "follow-up of a closed ticket": (
        "from ticket where via_followup_source_id is not null",
        20,
        300,
    ),
    "24/7 schedule": ("from schedule where start_time = 0 and end_time = 10080", 1, 1),
    "split shift": (
        """select 1 from schedule group by id, start_time // 1440 having count(*) > 1""",
        5,
        5,
    ),
    "half-hour zone": ("from schedule where time_zone = 'Kolkata'", 5, 7),
    "holiday of several days": ("from schedule_holiday where end_date > start_date", 10, 200),
    "UTC minutes wrong half of the year": (
        """from schedule
        where time_zone = 'Berlin' and start_time_utc = start_time - 120""",
        5,
        5,
    ),
    "policy version": (
        "select distinct sla_policy_id, sla_policy_updated_at from sla_policy_metric_history",
        12,
        12,
    ),
    "line break in a body": (
        "from ticket_comment where body like '%' || chr(10) || '%'",
        100,
        9000,
    ),
    "redacted comment": ("from ticket_comment where _fivetran_deleted", 1, 80),
}


@pytest.mark.parametrize("what", UGLY)
def test_ugly_things_are_there_at_plausible_rates(db: duckdb.DuckDBPyConnection, what: str) -> None:
    query, least, most = UGLY[what]
    assert least <= count(db, query) <= most


def test_all_metrics_on_both_clocks(db: duckdb.DuckDBPyConnection) -> None:
    metrics = {
        row[0] for row in db.execute("select metric from sla_policy_metric_history").fetchall()
    }
    assert metrics == {
        "first_reply_time",
        "next_reply_time",
        "requester_wait_time",
        "agent_work_time",
        "pausable_update_time",
        "periodic_update_time",
        "total_resolution_time",
    }
    clocks = "select distinct business_hours from sla_policy_metric_history"
    assert count(db, clocks) == 2


def test_customers_return_within_a_week(db: duckdb.DuckDBPyConnection) -> None:
    again = count(
        db,
        """from ticket t where exists (
            from ticket n where n.requester_id = t.requester_id and n.created_at > t.created_at
            and n.created_at < t.created_at + interval 9 days)""",
    )
    assert 0.15 < again / TICKETS < 0.32


def test_few_solves_are_undone(db: duckdb.DuckDBPyConnection) -> None:
    solves = count(db, f"from {STATUSES} where value = 'solved'")
    undone = count(db, f"from {STATUSES} where was = 'solved' and value = 'open'")
    assert 0.025 < undone / solves < 0.065


def test_most_first_replies_keep_the_promise() -> None:
    start, end = midnight(date(2026, 1, 1)), midnight(date(2026, 7, 1))
    rng = Random(3)  # noqa: S311
    organisation = build_organisation(rng, 1_500, start, end)
    agents = {agent.number for agent in organisation.agents}
    clocks = {s.number: Clock(s, end - 600 * DAY, end) for s in organisation.schedules}
    kept = []
    for history in Simulation(organisation, rng, 1_500).run():
        said = [c.at for c in history.comments if c.is_public and c.author in agents]
        targets = [c.value for c in history.changes if c.field == "first_reply_time"]
        if said and targets and history.submitter not in agents:
            schedules = [schedule for _, schedule in history.schedules]
            clock = clocks[schedules[-1] if schedules else organisation.default_schedule]
            target = targets[-1]
            assert isinstance(target, SlaTarget)
            waited = said[0] - history.created_at
            if target.in_business_hours:
                waited = clock.between(history.created_at, said[0])
            kept.append(waited <= target.minutes * 60)
    assert 0.78 < sum(kept) / len(kept) < 0.93


def test_volume_has_a_shape(db: duckdb.DuckDBPyConnection) -> None:
    weekend = count(db, "from ticket where dayofweek(created_at) in (0, 6)")
    assert 0.08 < weekend / TICKETS < 0.25
    halves = [
        count(db, f"from ticket where created_at {when} timestamp '2026-04-01'")
        for when in ("<", ">=")
    ]
    assert halves[1] > halves[0]


def test_clock_knows_daylight_saving_and_holidays() -> None:
    start, end = midnight(date(2026, 1, 1)), midnight(date(2027, 1, 1))
    europe = Clock(build_schedules(start, end)[1], start, end)
    saturday, tuesday = midnight(date(2026, 4, 4)), midnight(date(2026, 4, 7))
    assert not europe.is_open(saturday + 12 * 3600)
    assert europe.add(saturday, 0) == tuesday + 7 * 3600  # after Easter, 09:00 summer time
    assert europe.between(midnight(date(2026, 4, 2)), midnight(date(2026, 4, 8))) == 2 * 9 * 3600
    assert easter(2026) == date(2026, 4, 5)

    always = Clock(build_schedules(start, end)[5], start, end)
    assert always.between(start, end) == end - start
    assert always.add(start, 12_345) == start + 12_345


def test_clock_runs_past_its_end() -> None:
    start = midnight(date(2026, 1, 1))
    schedule: Schedule = build_schedules(start, start + 9 * DAY)[0]
    clock = Clock(schedule, start, start + 9 * DAY)
    assert clock.add(start + 8 * DAY, 500 * 3600) > start + 12 * DAY


def test_targets_tighten() -> None:
    start, end = midnight(date(2026, 1, 1)), midnight(date(2027, 1, 1))
    for policy in build_policies(start, end):
        first, last = policy.targets_at(start - 999 * DAY), policy.targets_at(end)
        pairs = list(zip(first, last, strict=True))
        assert all(old.minutes >= new.minutes for old, new in pairs)


def test_an_organisation_can_be_small() -> None:
    start, end = midnight(date(2026, 1, 1)), midnight(date(2026, 1, 8))
    organisation = build_organisation(Random(1), 50, start, end)  # noqa: S311
    assert all(len(team.agents) >= 3 for team in organisation.teams)
    assert organisation.incidents
