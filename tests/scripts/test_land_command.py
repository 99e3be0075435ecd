"""The command: arguments, keys, locks, exit codes, and what is printed."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.scripts.conftest import House

ROOT = Path(__file__).parents[2]
SCRIPT = [sys.executable, "scripts/land_extracts.py"]
KEY = "k" * 31 + "é"


def stored_key(house: House) -> str:
    return str(house.rows("select pseudonym_key from secrets.pseudonym_key")[0][0])


def test_create_only_makes_empty_books_and_may_be_repeated(house: House) -> None:
    arguments = ["--create-only", "--warehouse", str(house.warehouse)]
    run = house.run(*arguments)
    assert (run.code, run.out, run.err) == (0, "", "")
    with duckdb.connect(str(house.warehouse / "raw.duckdb"), read_only=True):
        assert house.run(*arguments).code == 0
    counts = (
        "select (select count(*) from landing.files), (select count(*) from secrets.pseudonym_key)"
    )
    assert house.rows(counts) == [(0, 0)]


def test_create_only_stores_a_key_that_is_given(house: House) -> None:
    first, other = house.root / "first", house.root / "other"
    first.write_text(KEY)
    other.write_text("o" * 32)
    arguments = ["--create-only", "--warehouse", str(house.warehouse), "--key-file"]
    house.run(*arguments[:-1])
    assert house.run(*arguments, str(first)).code == 0
    assert stored_key(house) == KEY
    with duckdb.connect(str(house.warehouse / "raw.duckdb"), read_only=True):
        run = house.run(*arguments, str(first))
        assert (run.code, run.out, run.err) == (0, "", "")
    refused = house.run(*arguments, str(other))
    assert refused.code == 1
    assert "holds another pseudonym key" in " ".join(refused.err.split())
    assert house.rows("select pseudonym_key from secrets.pseudonym_key") == [(KEY,)]
    assert house.run(*arguments, str(house.root / "none")).code == 1


def test_a_key_is_made_once_and_never_printed(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    run = house.land()
    key = stored_key(house)
    assert len(key) == 64
    assert "keep that file safe" in " ".join(run.out.split())
    again = house.land()
    assert stored_key(house) == key
    assert "pseudonym key" not in again.out
    assert key not in run.out + run.err + again.out + again.err


def test_nobody_real_is_hashed_with_the_key_of_the_demo(house: House) -> None:
    public = str(ROOT / "tests" / "pseudonym_key.txt")
    house.file("desk/tickets.csv", "id\n1\n")
    assert house.land("--key-file", public).code == 0
    house.file("desk/tickets/more.csv", "id\n2\n")
    run = house.land()
    assert run.code == 1
    assert "was made for the demo" in " ".join(run.err.split())
    assert house.rows("select count(*) from desk.tickets") == [(1,)]
    assert house.land("--key-file", public).code == 0
    assert house.rows("select count(*) from desk.tickets") == [(2,)]


def test_a_key_given_is_kept_and_another_one_is_refused(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    first, other = house.root / "first", house.root / "other"
    first.write_text(f"\n{KEY} \n")
    other.write_text("o" * 32)
    assert house.land("--key-file", str(first)).code == 0
    assert stored_key(house) == KEY
    assert house.land("--key-file", str(first)).code == 0
    house.file("desk/tickets2.csv", "id\n2\n")
    house.file("desk/tickets/more.csv", "id\n3\n")
    run = house.land("--key-file", str(other))
    assert run.code == 1
    assert "holds another pseudonym key" in " ".join(run.err.split())
    assert KEY not in run.err
    assert "o" * 32 not in run.err
    assert house.rows("select count(*) from landing.files") == [(1,)]
    assert stored_key(house) == KEY


@pytest.mark.parametrize("content", [b"short", b"", b"\xff" * 40, b"x" * 5000, None])
def test_a_file_without_a_key_is_refused(house: House, content: bytes | None) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    path = house.root / "key"
    if content is not None:
        path.write_bytes(content)
    run = house.land("--key-file", str(path))
    assert run.code == 1
    assert run.err.startswith(f"error: {path}"[:60])
    assert not (house.warehouse / "raw.duckdb").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["absent"],
        ["{extracts}", "--warehouse", "{extracts}/house"],
        ["{extracts}", "--models", "absent"],
        ["{extracts}", "--loaded-at", "yesterday"],
        ["{extracts}", "--no-such-option"],
        ["{extracts}", "--warehouse", "{extracts}/desk/tickets.csv/x"],
        ["{empty}"],
    ],
)
def test_wrong_arguments_are_wrong_input(house: House, arguments: list[str]) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    (house.root / "empty").mkdir()
    places = {"extracts": str(house.extracts), "empty": str(house.root / "empty")}
    standard = ["--models", str(house.models), "--warehouse", str(house.warehouse)]
    given = [argument.format(**places) for argument in arguments]
    run = house.run(
        *given, *(it for it in standard if "--models" not in given and "--warehouse" not in given)
    )
    assert run.code == 1
    assert run.err
    assert "Traceback" not in run.err


def test_broken_source_yaml_is_named(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    path = house.models / "staging/desk/_desk__sources.yml"
    for content in ("sources: [", "", "sources: 3", "sources: [{tables: [3]}]"):
        path.write_text(content)
        run = house.land()
        assert run.code == 1
        assert "is not dbt source YAML" in " ".join(run.err.split())


def test_as_a_script_it_is_plain_and_keeps_to_its_width(house: House) -> None:
    house.file("desk/tickets/a.csv", "id,a\n1,x\n2\n")
    house.file(f"desk/{'long name ' * 12}.csv", "id\n1\n")
    house.file("desk/tickets/empty.csv", "")
    done = subprocess.run(
        [*SCRIPT, *house.arguments()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "desk.tickets" in done.stdout
    assert "rejected: desk/tickets/a.csv line 3: 1 column, the header has 2" in done.stdout
    assert done.stderr.startswith("error: desk/tickets/empty.csv is empty\n  remedy: ")
    assert max(map(len, (done.stdout + done.stderr).splitlines())) <= 100
    assert "\x1b" not in done.stdout + done.stderr


def test_a_warehouse_in_use_is_said_to_be(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    house.run("--create-only", "--warehouse", str(house.warehouse))
    with duckdb.connect(str(house.warehouse / "raw.duckdb"), read_only=True):
        done = subprocess.run(
            [*SCRIPT, *house.arguments()], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert "is in use by another process" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_raw_file_that_is_none_is_said_to_be(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    house.warehouse.mkdir()
    (house.warehouse / "raw.duckdb").write_bytes(b"no database" * 1000)
    for run in (house.land(), house.run("--create-only", "--warehouse", str(house.warehouse))):
        assert run.code == 1
        assert "cannot be used" in run.err


def test_a_full_disk_is_an_error_and_lands_nothing_of_that_file(house: House) -> None:
    house.file("desk/tickets/a.csv", "id\n1\n")
    house.parquet("desk/tickets/b.parquet", "select random() as id, uuid() as u from range(200000)")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, 2 << 20))

    done = subprocess.run(
        [*SCRIPT, *house.arguments()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "error: " in done.stderr
    assert house.rows("select count(*) from desk.tickets") == [(1,)]
