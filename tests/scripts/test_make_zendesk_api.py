"""The API's shape tells the same histories as Fivetran's: same tickets, events, people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.scripts.test_make_extracts import count, digests, make, make_outside

SIZE = ("--tickets", "1500", "--seed", "7")


def columns(**kinds: str) -> dict[str, str]:
    """Give every named column its type: kind="column column"."""
    return {name: kind for kind, names in kinds.items() for name in names.split()}


COLUMNS = {
    "tickets": columns(
        bigint="id requester_id submitter_id assignee_id group_id organization_id "
        "generated_timestamp",
        varchar="status priority type subject",
        timestamp="created_at updated_at _airbyte_extracted_at",
        json="via tags followup_ids",
    ),
    "ticket_audits": columns(
        bigint="id ticket_id author_id",
        timestamp="created_at _airbyte_extracted_at",
        json="via events",
    ),
    "users": columns(
        bigint="id organization_id",
        varchar="role email phone external_id time_zone iana_time_zone",
        boolean="active suspended",
        timestamp="created_at updated_at",
    ),
    "groups": columns(bigint="id", varchar="name", boolean="deleted"),
    "organizations": columns(bigint="id", varchar="external_id details"),
    "sla_policies": columns(bigint="id", varchar="title", json="policy_metrics"),
    "schedules": columns(
        bigint="id", varchar="name time_zone", timestamp="created_at", json="intervals"
    ),
}

OPENING = """select *, row_number() over (partition by ticket_id order by created, id) = 1
    as is_opening from fivetran_ticket_comment"""

# what: (the API's rows, Fivetran's rows)
SAME = {
    "changes": (
        """select ticket_id, created_at as at, field_name, value, author_id from events
        where type in ('Create', 'Change')
        -- what a policy no longer promises is told by the API alone
        and (value is not null or rel is distinct from 'sla_target_change')""",
        """select ticket_id, updated, field_name, if(value like '{%' or value like '[%', value,
        replace(value, 'on-hold', 'hold')), user_id from fivetran_ticket_field_history""",
    ),
    "comments": (
        """select event_id, ticket_id, created_at, author_id, public, body, type = 'VoiceComment'
        from events where type like '%Comment'""",
        f"""select id, ticket_id, created, user_id, public, body, voice_comment from ({OPENING})
        where is_opening or not _fivetran_deleted""",
    ),
    "tickets": (
        """select id, created_at, status = 'deleted', priority, type, via->>'$.channel',
        requester_id, submitter_id, assignee_id, group_id, organization_id, updated_at
        from newest_tickets""",
        """select id, created_at, _fivetran_deleted or status = 'deleted', priority, type,
        via_channel, requester_id, submitter_id, assignee_id, group_id, organization_id, updated_at
        from newest_fivetran_ticket""",
    ),
    "status of what was not deleted": (
        "select id, status from newest_tickets where status <> 'deleted'",
        """select id, status from newest_fivetran_ticket
        where status <> 'deleted' and not _fivetran_deleted""",
    ),
    "tags": (
        "select id, unnest(from_json(tags, '[\"varchar\"]')) from newest_tickets",
        "select ticket_id, tag from fivetran_ticket_tag",
    ),
    "merges": (
        """select distinct ticket_id, unnest(from_json(via->'$.source.from.ticket_ids',
        '["bigint"]')) from events where rel_of_audit = 'merge'""",
        """select id, unnest(from_json(merged_ticket_ids, '["bigint"]'))
        from newest_fivetran_ticket""",
    ),
    "merges, told by the one that was merged": (
        """select distinct cast(via->>'$.source.from.ticket_id' as bigint), ticket_id from events
        where rel_of_audit = 'merge' and via->>'$.source.from.ticket_id' is not null""",
        """select id, unnest(from_json(merged_ticket_ids, '["bigint"]'))
        from newest_fivetran_ticket""",
    ),
    "follow-ups": (
        """select cast(via->>'$.source.from.ticket_id' as bigint), id from newest_tickets
        where via->>'$.source.rel' = 'follow_up'""",
        """select via_followup_source_id, id from newest_fivetran_ticket
        where via_followup_source_id is not null""",
    ),
    "people": (
        """select distinct id, updated_at, role, active, email, phone, external_id,
        organization_id, suspended, time_zone from users""",
        """select distinct id, updated_at, role, active, email, phone, external_id,
        organization_id, suspended, time_zone from fivetran_user""",
    ),
    "groups": (
        "select distinct id, name, deleted from groups",
        "select distinct id, name, _fivetran_deleted from fivetran_group",
    ),
    "organisations": (
        "select distinct id, external_id, details from organizations",
        "select distinct id, external_id, details from fivetran_organization",
    ),
    "targets in force": (
        """select id, unnest(from_json(policy_metrics, '[{"metric": "varchar",
        "priority": "varchar", "target": "bigint", "business_hours": "boolean"}]'))
        from sla_policies""",
        """select sla_policy_id, {metric: metric, priority: priority, target: target,
        business_hours: business_hours} from fivetran_sla_policy_metric_history
        qualify rank() over (partition by sla_policy_id order by sla_policy_updated_at desc) = 1""",
    ),
    "living schedules": (
        """select id, name, time_zone, created_at, unnest(from_json(intervals,
        '[{"start_time": "bigint", "end_time": "bigint"}]')) from schedules""",
        """select distinct id, name, time_zone, created_at,
        {start_time: start_time, end_time: end_time} from fivetran_schedule
        where id not in (select id from fivetran_schedule where _fivetran_deleted)""",
    ),
}

# what: (query, least and most rows in 1,500 tickets)
UGLY = {
    "same audit twice": ("select id from ticket_audits group by 1 having count(*) > 1", 50, 600),
    "late audit": (
        """select id from ticket_audits group by 1 having min(_airbyte_extracted_at)
        > min(created_at) + interval 1 day and min(created_at) > timestamp '2025-10-02'""",
        15,
        400,
    ),
    "older version in a later extract": (
        """select a.id from tickets a join tickets b using (id)
        where a._airbyte_extracted_at > b._airbyte_extracted_at
        and a.generated_timestamp < b.generated_timestamp""",
        5,
        120,
    ),
    "only generated_timestamp moved": (
        """select a.id from tickets a join tickets b using (id, updated_at)
        where a.generated_timestamp > b.generated_timestamp""",
        2,
        200,
    ),
    "promise taken back": (
        "select 1 from events where value is null and rel = 'sla_target_change'",
        5,
        300,
    ),
    "deleted": ("select 1 from newest_tickets where status = 'deleted'", 10, 120),
    "requester missing from users": (
        "select 1 from newest_tickets anti join users u on requester_id = u.id",
        3,
        90,
    ),
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same 1,500 tickets in both shapes; the API's under its own names."""
    folder = tmp_path_factory.mktemp("shapes")
    assert make(folder / "flat", *SIZE).exit_code == 0
    done = make(folder / "api", *SIZE, "--zendesk-shape", "api")
    assert done.exit_code == 0, done.output
    with duckdb.connect() as connection:
        for path in sorted((folder / "flat" / "zendesk").iterdir()):
            connection.execute(
                f'create table "fivetran_{path.name}" as from read_parquet(?)',
                [str(path / "*.parquet")],
            )
        for path in sorted((folder / "api" / "zendesk").iterdir()):
            connection.execute(
                f'create table "{path.name}" as '
                "from read_json(?, columns = ?, format = 'newline_delimited')",
                [str(path / "*.jsonl"), COLUMNS[path.name]],
            )
        connection.execute("""
            create table events as select distinct ticket_id, created_at, author_id, via,
                via->>'$.source.rel' as rel_of_audit,
                cast(event->>'$.id' as bigint) as event_id, event->>'$.type' as type,
                event->>'$.field_name' as field_name, event->>'$.value' as value,
                event->>'$.body' as body, cast(event->>'$.public' as boolean) as public,
                event->>'$.via.source.rel' as rel
            from (select *, unnest(from_json(events, '["json"]')) as event from ticket_audits)
        """)
        for table, version in (
            ("tickets", "generated_timestamp, _airbyte_extracted_at"),
            ("fivetran_ticket", "updated_at, _fivetran_synced"),
        ):
            order = version.replace(",", " desc,") + " desc"
            connection.execute(
                f"create table newest_{table} as from {table} "
                f"qualify row_number() over (partition by id order by {order}) = 1"
            )
        yield connection


@pytest.mark.parametrize("what", SAME)
def test_both_shapes_tell_the_same(db: duckdb.DuckDBPyConnection, what: str) -> None:
    told, wanted = SAME[what]
    assert count(db, wanted) > 0
    for these, others in ((told, wanted), (wanted, told)):
        assert db.execute(f"({these}) except ({others}) limit 3").fetchall() == []


@pytest.mark.parametrize("what", UGLY)
def test_the_mess_is_there_at_plausible_rates(db: duckdb.DuckDBPyConnection, what: str) -> None:
    query, least, most = UGLY[what]
    assert least <= count(db, query) <= most


def test_an_audit_is_one_author_in_one_moment(db: duckdb.DuckDBPyConnection) -> None:
    audits = "select distinct id, ticket_id, created_at, author_id from ticket_audits"
    assert count(db, audits) == count(db, "select distinct id from ticket_audits")
    assert count(db, f"select ticket_id, created_at, author_id from ({audits})") == count(
        db, f"select distinct ticket_id, created_at, author_id from ({audits})"
    )
    assert count(db, "select distinct event_id from events") == count(db, "from events")


def test_previous_values_follow_each_other(db: duckdb.DuckDBPyConnection) -> None:
    broken = """
        select * from (
            select ticket_id, event->>'$.previous_value' as was, event->>'$.type' as type,
                lag(event->>'$.value') over (partition by ticket_id
                    order by cast(event->>'$.id' as bigint)) as expected
            from (select distinct ticket_id, unnest(from_json(events, '["json"]')) as event
                from ticket_audits)
            where event->>'$.field_name' = 'status'
        ) where type = 'Change' and was is distinct from expected"""
    assert count(db, broken) == 0


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    size = ("--tickets", "200", "--days", "60", "--zendesk-shape", "api")
    make_outside(tmp_path / "a", "1", *size)
    make_outside(tmp_path / "b", "2", *size)
    first, second = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert len(first) > 10
    assert first == second


def test_another_shape_replaces_the_first(tmp_path: Path) -> None:
    size = ("--tickets", "60", "--days", "10")
    assert make(tmp_path, *size).exit_code == 0
    assert make(tmp_path, *size, "--zendesk-shape", "api", "--replace").exit_code == 0
    assert {path.name for path in (tmp_path / "zendesk").iterdir()} == {
        "tickets",
        "ticket_audits",
        "users",
        "groups",
        "organizations",
        "sla_policies",
        "schedules",
    }


def test_an_unknown_shape_is_refused(tmp_path: Path) -> None:
    done = make(tmp_path / "out", "--zendesk-shape", "dlt")
    assert done.exit_code == 1
    assert "known: fivetran, api" in done.stderr
