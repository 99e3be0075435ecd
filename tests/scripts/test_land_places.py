"""Names and places: hostile ones are only names, nothing outside is read, tables are known."""

from __future__ import annotations

import os

import duckdb
import pytest

from scripts.landing.warehouse import Warehouse
from tests.scripts.conftest import House


def test_hostile_names_are_only_names(house: House) -> None:
    names = [
        "tickets'; drop table landing.files; --.csv",
        'a"b; --.jsonl',
        "*.parquet",
        "[x]?.parquet",
        "x..csv",
        "ünï 😀 \u202e.csv",
        "\x1b[31m[red]line\nbreak.csv",
        "$1 {braces}.csv",
    ]
    house.file("desk/tickets/a.csv", "id\n1\n")
    house.parquet("desk/other.parquet", "select 'only once' as id")
    for number, name in enumerate(names):
        if name.endswith("parquet"):
            house.parquet(f"desk/{name}", f"select {number} as id")
        else:
            quote = '{"id": %d}\n' if name.endswith("jsonl") else "id\n%d\n"
            house.file(f"desk/{name}", quote % number)
    house.file("desk/people.csv", 'id,"x""; drop table landing.files; --"\n1,2\n')
    run = house.land()
    assert (run.code, run.err) == (0, "")
    assert "\x1b" not in run.out
    assert "no model reads it" in run.out
    for number, name in enumerate(names):
        table = name.rpartition(".")[0].replace('"', '""')
        assert house.rows(f'select id::varchar, _extract_file from desk."{table}"') == [
            (str(number), f"desk/{name}")
        ]
    assert house.rows('select "x""; drop table landing.files; --" from desk.people') == [("2",)]


def test_links_out_of_the_folder_are_never_read(house: House) -> None:
    outside = house.root / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("id\nsecret\n")
    house.parquet("../outside/secret.parquet", "select 'secret' as id")
    inside = house.file("desk/tickets/a.csv", "id\n1\n").parent
    for name in ("secret.csv", "secret.parquet"):
        (inside / f"link_{name}").symlink_to(outside / name)
    (inside / "folder").symlink_to(outside)
    (inside / "nowhere.csv").symlink_to(outside / "absent.csv")
    (inside / "loop").symlink_to(inside)
    (house.extracts / "phone").symlink_to(outside)
    os.mkfifo(inside / "pipe.csv")
    run = house.land()
    assert run.code == 1
    assert run.err.count("error: ") == 7
    assert run.err.count("leads out of the extracts") == 4
    assert house.rows("select id from desk.tickets") == [("1",)]


def test_the_connection_itself_reads_and_writes_nowhere_else(house: House) -> None:
    outside = house.root / "outside.parquet"
    house.parquet("desk/tickets/a.parquet", "select 1 as id")
    duckdb.connect().execute(f"copy (select 1) to '{outside}' (format parquet)")
    link = house.extracts / "link.parquet"
    link.symlink_to(outside)
    warehouse = Warehouse(house.warehouse)
    warehouse.lock(house.extracts)
    run = warehouse.connection.execute
    for path in (outside, link, house.extracts / ".." / "outside.parquet"):
        with pytest.raises(duckdb.PermissionException):
            run("select * from read_parquet(?)", [str(path)])
    for statement in (
        f"attach '{house.root / 'other.duckdb'}' as other",
        f"copy (select 1) to '{house.root / 'stolen.csv'}'",
        "install httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
    ):
        with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
            run(statement)
    warehouse.close()


def test_only_known_vendors_and_tables_can_be_meant(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n")
    house.file("desk/TICKET/a.csv", "id\n2\n")
    house.file("Desk/people.csv", "id\n3\n")
    house.file("desk/extra/deep/er/a.csv", "id\n4\n")
    house.file("dsek/tickets.csv", "id\n1\n")
    house.file("phone/tikcets/a.csv", "id\n1\n")
    house.file("phone/other.csv", "id\n1\n")
    house.file("stray.csv", "id\n1\n")
    for ignored in (
        "_SUCCESS",
        ".hidden",
        "desk/_SUCCESS",
        "desk/tickets/.part.csv",
        "desk/.x/a.csv",
    ):
        house.file(ignored, "")
    house.file("desk/extra/_temporary/a.csv", "id\n5\n")
    run = house.land()
    assert run.code == 1
    errors = " ".join(run.err.split())
    assert errors.count("error: ") == 3
    assert "dsek is no vendor that a model reads; did you mean 'desk'?" in errors
    assert "vendors with models are: desk, phone" in errors
    assert "phone holds no table that a model reads; did you mean 'tickets'?" in errors
    assert "stray.csv lies outside any vendor's folder" in errors
    assert house.tables() == {"desk.tickets", "desk.ticket", "desk.people", "desk.extra"}
    assert next(line for line in run.out.splitlines() if "no model reads it" in line).startswith(
        " desk.extra"
    )
