"""The customers' side of the simulated organisation: reproducible, ugly, in vendors' words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from scripts.extracts.customers.base import TABLES
from scripts.extracts.customers.salesforce import own_name, record_id
from tests.scripts.test_make_extracts import digests, make

SIZE = ("--tickets", "600", "--days", "120", "--customers")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("customers")
    assert make(folder / "out", *SIZE).exit_code == 0
    return folder / "out"


@pytest.fixture(scope="module")
def db(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for vendor in ("salesforce", "qualtrics"):
            for place in (folder / vendor).iterdir():
                connection.execute(
                    f'create table "{vendor}_{place.name}" as from read_parquet(?)',
                    [str(place / "*.parquet")],
                )
        for table in TABLES["stripe"]:
            connection.execute(
                f"create table stripe_{table} as from read_json(?, format = 'newline_delimited')",
                [str(folder / "stripe" / table / "*.jsonl")],
            )
        yield connection


def test_same_arguments_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert make(tmp_path / "again", *SIZE).exit_code == 0
    assert digests(folder) == digests(tmp_path / "again")
    assert {path.name for path in folder.iterdir()} == TABLES.keys()


def test_customers_change_no_ticket(folder: Path, tmp_path: Path) -> None:
    """Rows of a ticket's history differ only by what its customer said of it."""
    assert make(tmp_path / "without", *SIZE[:-1]).exit_code == 0
    with duckdb.connect() as connection:
        for name, place in (("with_them", folder), ("without", tmp_path / "without")):
            connection.execute(
                f"create view {name} as select distinct * exclude (_fivetran_synced) "
                f"from read_parquet('{place}/zendesk/ticket_field_history/*.parquet')"
            )
        more = connection.execute("""
            select field_name, count(*) > 10 from (from with_them except from without)
            group by 1 order by 1
        """).fetchall()
        assert more == [("satisfaction_comment", True), ("satisfaction_score", True)]
        assert connection.execute("from without except from with_them").fetchall() == []


@pytest.mark.parametrize(
    ("query", "at_least"),
    [
        ("select id from salesforce_contract group by 1 having count(*) > 1", 2),
        ("select 1 from salesforce_account where is_deleted and master_record_id is not null", 1),
        ("select 1 from stripe_subscriptions where trial_end is not null", 50),
        ("select 1 from stripe_subscriptions where cancel_at_period_end", 5),
        ("select 1 from stripe_subscriptions where status = 'incomplete_expired'", 1),
        ("select 1 from stripe_customers where phone is null", 50),
        ("select 1 from qualtrics_survey_response where finished = 0", 1),
        ("select 1 from qualtrics_distribution where request_type = 'Reminder'", 10),
        ("select 1 from qualtrics_distribution_contact where response_id is not null", 20),
        ("select 1 from qualtrics_question_response where text is not null", 5),
    ],
)
def test_what_vendors_deliver_is_there(
    db: duckdb.DuckDBPyConnection, query: str, at_least: int
) -> None:
    assert len(db.execute(query).fetchall()) >= at_least


def test_nobody_ends_before_they_begin(db: duckdb.DuckDBPyConnection) -> None:
    for query in (
        "select 1 from salesforce_contract where end_date < start_date",
        "select 1 from stripe_subscriptions where coalesce(ended_at, cancel_at) <= start_date",
        "select 1 from qualtrics_survey_response where recorded_date >= '2026-10-01'",
    ):
        assert db.execute(query).fetchall() == [], query


def test_people_are_known_by_the_same_addresses(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute("""
        select count(distinct email) filter (email in (select email from salesforce_contact)),
            count(distinct email) filter (email in (select email from stripe_customers)),
            count(distinct email)
        from qualtrics_directory_contact
    """).fetchone()
    assert found is not None
    assert found[0] + found[1] == found[2] > 100
    assert min(found) > 20


def test_the_crm_spells_its_own_names_in_exports(tmp_path: Path) -> None:
    shapes = ("--salesforce-shape", "export", "--qualtrics-shape", "export")
    assert make(tmp_path, *SIZE, *shapes, "--zendesk-shape", "api").exit_code == 0
    lines = sorted((tmp_path / "salesforce" / "Contract").iterdir())[-1].read_text().splitlines()
    assert lines[0].startswith('"Id","AccountId","Status","Plan__c","StartDate","EndDate"')
    assert len(lines[1].split(",")[1].strip('"')) == 15
    survey = next((tmp_path / "qualtrics" / "responses" / "SV_demoNps").iterdir())
    assert '{""ImportId"":""QID1""}' in survey.read_text().replace(": ", ":")
    rating = next((tmp_path / "zendesk" / "satisfaction_ratings").glob("*.jsonl"))
    scores = {json.loads(line)["score"] for line in rating.read_text().splitlines()}
    assert scores & {"offered", "good", "bad", "good_with_comment", "bad_with_comment"} == scores


def test_ids_tell_upper_from_lower_case() -> None:
    assert own_name("cancel_requested_at_c") == "Cancel_Requested_At__c"
    ids = [record_id("account", number) for number in range(3_000)]
    assert len({one.lower() for one in ids}) == len(ids)
    assert {len(one) for one in ids} == {18}


@pytest.mark.parametrize("vendor", ["salesforce", "qualtrics"])
def test_unknown_shapes_are_named(tmp_path: Path, vendor: str) -> None:
    done = make(tmp_path / "out", *SIZE, f"--{vendor}-shape", "xml")
    assert done.exit_code == 1
    assert f"unknown shape xml of {vendor}; known: fivetran, export" in done.stderr


def test_subscribers_are_many_and_ask_for_nothing(tmp_path: Path) -> None:
    more = (*SIZE[:-1], "--subscribers", "2000")
    for name in ("one", "other"):
        assert make(tmp_path / name, *more).exit_code == 0
    assert digests(tmp_path / "one") == digests(tmp_path / "other")
    with duckdb.connect() as connection:
        found = connection.execute(
            """
            select count(*), count(distinct customer_id), count(ends_on), min(ends_on - starts_on)
            from read_parquet(?)
            """,
            [str(tmp_path / "one" / "custom" / "subscriptions" / "*.parquet")],
        ).fetchone()
    assert found is not None
    rows, people, ended, shortest = found
    assert people == 2_000 < rows
    assert 500 < ended < rows
    assert shortest >= 0
    done = make(tmp_path / "out", *SIZE, "--subscribers", "-1")
    assert done.exit_code == 1
    assert "--subscribers is -1" in done.stderr


@pytest.mark.parametrize("options", [(), ("--customers",), ("--subscribers", "10")])
def test_what_nobody_asked_to_replace_stays(tmp_path: Path, options: tuple[str, ...]) -> None:
    kept = [tmp_path / name for name in ("stripe/customers/own.csv", "custom/customers/own.csv")]
    for path in kept:
        path.parent.mkdir(parents=True)
        path.write_text("id\n1\n")
    done = make(tmp_path, *SIZE[:-1], *options)
    assert all(path.exists() for path in kept)
    assert (done.exit_code == 0) == (options == ())
    said = " ".join(done.stderr.split())  # the console breaks lines where they end
    assert options == () or "is not empty; name another folder" in said
