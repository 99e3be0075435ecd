"""Files as a whole: all or none, once, and each column as wide as what was delivered."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.landing import landing
from scripts.landing.extracts import Extract
from scripts.landing.raw_table import RawTable
from scripts.landing.warehouse import Warehouse
from tests.scripts.conftest import House

BIG_QUERY = "select range as id, 'text ' || range as a, random() as b from range(100000)"


def truncated(path: Path, share: float = 0.6) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


def without_footer_damage(path: Path) -> None:
    """Spoil a page in the middle, so that reading begins well and then fails."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = b"\xff" * 4000
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "is empty"),
        ("a.jsonl", b" \n\n ", "is empty"),
        ("a.parquet", b"", "is empty"),
        ("a.csv", b"\n\n", "is empty"),
        ("a.csv", "id,näme\n1,ü\n".encode("latin-1"), "is not UTF-8: a wrong byte in line 1"),
        ("a.csv", b"id,a\n" + b"1,x\n" * 300_000 + b"2,\xff\n", "wrong byte in line 300002"),
        ("a.jsonl", '{"id": 1}'.encode("utf-16"), "is not UTF-8"),
        ("a.csv", "id,a\n".encode("utf-16-le"), "no header that can be read"),
        ("a.jsonl", b'{"id": 1}\n{"id": "\xc3', "is not UTF-8"),
        ("a.csv", b"1,2026-01-01,x\n2,2026-01-02,y\n", "has no header"),
        ("a.csv", b"id;subject\n1;x\n", "is separated by semicolons"),
        ("a.csv", b"id,a\r1,x\r", "no header that can be read"),
        ("a.csv", b"id,Id\n1,2\n", "two columns of one name"),
        ("a.csv", b"id,_Loaded_at\n1,2\n", "landing gives to a column of its own"),
        ("a.jsonl", b'{"id": 1}\n{"_extract_row": 2}', "landing gives to a column of its own"),
        ("a.csv", b",".join(b"c%d" % n for n in range(2_001)), "more than 2,000 columns"),
        ("a.csv", b'{"id": 1, "a": 2}\n', "no header that can be read"),
        ("a.csv", b"<html><body>Sign in</body></html>", "begins like HTML"),
        ("a.jsonl", b"PK\x03\x04rest", "begins like a zip archive"),
        ("a.csv", gzip.compress(b"id\n1\n", mtime=0), "begins like gzip"),
        ("a.csv", b"id,a\n1,2,3\n4,5,6\n", "no line that can be read; the first is line 2"),
        ("a.jsonl", b"[1]\n{\n", "no line that can be read; the first is line 1"),
        ("a.csv.gz", b"id\n1\n", "is not gzip"),
        (
            "a.csv.gz",
            gzip.compress(b"id,a\n" + os.urandom(4000).hex().encode())[:-300],
            "is cut off",
        ),
        ("a.jsonl", b"id,a\n1,x\n", "holds no JSON object"),
        ("a.json", b'[\n  {"id": 1},\n  {"id": 2}\n]\n', "is one JSON array"),
        (
            "a.json",
            b'{"tickets": [{"id": 1}], "next_page": null, "count": 1}',
            "jq -c '.tickets[]'",
        ),
        ("a.json", b'{"users": [], "calls": [\n{"id": 1}], "end_time": 1}', "in 'calls', 'users'"),
        ("a.json", b'{\n  "meta": {},\n  "a b": [\n    {"id": 1}\n  ]\n}', "in 'a b'"),
        ("a.json", b'[{"id": 1}, {"id": 2}]', "holds no JSON object"),
        ("a.parquet", b"id\n1\n", "is no Parquet"),
        ("a.parquet", b"PAR1" + b"\0" * 100, "is cut off"),
        ("a.parquet", b"PAR1" + b"\xff" * 100 + b"PAR1", "is damaged"),
        ("a.xlsx", b"PK", "tells no format"),
        ("a.parquet.gz", b"", "tells no format"),
    ],
)
def test_a_wrong_file_is_one_error_and_the_others_land(
    house: House, name: str, content: bytes, message: str
) -> None:
    house.file(f"desk/tickets/{name}", content)
    house.file("desk/tickets/b.csv", "id\n1\n")
    run = house.land()
    assert run.code == 1
    errors = " ".join(run.err.split())
    assert errors.count("error: ") == 1
    assert errors.startswith(f"error: desk/tickets/{name} ")
    assert message in errors
    assert " remedy: " in errors
    assert house.rows("select extract_file, row_count from landing.files") == [
        ("desk/tickets/b.csv", 1)
    ]
    assert house.rows("select distinct _extract_file from desk.tickets") == [
        ("desk/tickets/b.csv",)
    ]
    assert list(house.types("desk.tickets"))[3:] == ["id"]
    assert house.rejected() == []


def test_a_file_that_fails_half_way_leaves_nothing(house: House) -> None:
    house.file("desk/tickets/0.csv", "id\nkept\n")
    for name in ("1.parquet", "2.parquet"):
        house.parquet(f"desk/tickets/{name}", BIG_QUERY)
    truncated(house.extracts / "desk/tickets/1.parquet")
    without_footer_damage(house.extracts / "desk/tickets/2.parquet")
    bad_lines = b"".join(b"%d\n%d,x\n" % (n, n) for n in range(20_000))
    house.file("desk/tickets/3.csv", b"id,other\n" + bad_lines + b"\xff")
    text = gzip.compress(b'{"id": 1, "more": {"a": 1}}\nbad\n' * 30_000, mtime=0)
    house.file("desk/tickets/4.jsonl.gz", text[: len(text) // 2])
    run = house.land()
    assert run.code == 1
    assert run.err.count("error: ") == 4
    assert house.rows("select * exclude (_loaded_at) from desk.tickets") == [
        ("desk/tickets/0.csv", 1, "kept")
    ]
    assert house.rows("select count(*) from landing.rejected_lines") == [(0,)]
    assert house.rows("select extract_file from landing.files") == [("desk/tickets/0.csv",)]


def test_a_file_that_changes_while_it_is_read_is_not_landed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house.file("desk/tickets/a.csv", "id\n1\n")
    append_batch = RawTable.append_batch

    def grow(*arguments: Any) -> None:
        with path.open("a") as file:
            file.write("2\n")
        append_batch(*arguments)

    monkeypatch.setattr(RawTable, "append_batch", grow)
    run = house.land()
    assert run.code == 1
    assert "changed while it was read" in run.err
    assert house.tables() == set()


def test_landing_twice_changes_nothing_and_says_so(house: House) -> None:
    house.file("desk/tickets/a.csv", "id,a\n1,x\n2\n")
    house.parquet("desk/tickets/b.parquet", "select 1 as id")
    house.file("phone/tickets/a.csv", "id,a\n1,x\n2\n")
    assert house.land("--loaded-at", "2026-01-31T07:00:00+01:00").code == 0
    everything = [
        "select * from desk.tickets order by all",
        "select * from phone.tickets order by all",
        "select * from landing.files order by all",
        "select * from landing.rejected_lines order by all",
        "select * from secrets.pseudonym_key",
    ]
    before = [house.rows(query) for query in everything]
    house.file("desk/tickets/copy.csv", "id,a\n1,x\n2\n")
    run = house.land()
    assert run.code == 0
    assert [house.rows(query) for query in everything] == before
    assert "desk/tickets/copy.csv has the content of desk/tickets/a.csv" in run.out
    assert run.out.split("desk.tickets")[1].split()[:4] == ["3", "0", "0", "3"]
    assert house.rows("select distinct _loaded_at::varchar from desk.tickets") == [
        ("2026-01-31 06:00:00",)
    ]


def test_types_that_disagree_become_text_and_new_columns_null(house: House) -> None:
    house.parquet(
        "desk/tickets/1.parquet",
        "select 7::bigint as id, {'a': 1} as s, null as n, 1.5::double as same",
    )
    house.parquet(
        "desk/tickets/2.parquet",
        "select 'x' as ID, [2] as s, 5 as n, 2.5::double as same, 3 as new",
    )
    house.file("desk/tickets/3.jsonl", '{"id": {"k": 1}, "new": {"k": 2}, "j": null}\n')
    house.file("desk/tickets/4.jsonl", '{"id": 1, "j": [1]}\n')
    assert house.land().code == 0
    assert house.rows(
        "select id, s, n, same, new, j::varchar from desk.tickets order by _extract_file"
    ) == [
        ("7", '{"a":1}', None, 1.5, None, None),
        ("x", "[2]", 5, 2.5, "3", None),
        ('{"k": 1}', None, None, None, '{"k": 2}', None),
        ("1", None, None, None, None, "[1]"),
    ]
    types = house.types("desk.tickets")
    assert [types[name] for name in ("id", "s", "n", "same", "new", "j")] == [
        "VARCHAR",
        "VARCHAR",
        "INTEGER",
        "DOUBLE",
        "VARCHAR",
        "JSON",
    ]


def test_parquet_rows_keep_their_types_and_places(house: House) -> None:
    query = "select range as id, range as file_row_number, timestamp '2026-01-01' as at"
    house.parquet("desk/tickets/year=2026/a.parquet", f"{query} from range(130000)")
    house.parquet("desk/people.parquet", "select range as id from range(130000)")
    assert house.land().code == 0
    for table in ("desk.tickets", "desk.people"):
        assert house.rows(f"select count(*) from {table} where _extract_row = id + 1") == [
            (130_000,)
        ]
    assert house.types("desk.tickets")["at"] == "TIMESTAMP"
    assert "year" not in house.types("desk.tickets")


def test_parquet_with_two_columns_of_one_name_is_refused(house: House) -> None:
    path = house.parquet("desk/tickets/a.parquet", "select 1 as column_q, 2 as column_z")
    path.write_bytes(path.read_bytes().replace(b"column_z", b"COLUMN_Q"))
    run = house.land()
    assert run.code == 1
    assert "two columns of one name" in run.err


def test_a_crash_of_the_engine_on_one_file_spares_the_others(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.file("desk/tickets/a.csv", "id\n1\n")
    house.file("desk/tickets/b.csv", "id\n2\n")
    land_text = landing._land_text

    def crash(warehouse: Warehouse, table: RawTable, extract: Extract, *rest: Any) -> Any:
        if extract.file.endswith("a.csv"):
            raise duckdb.InternalException("INTERNAL Error: row 17 holds jane@example.org")
        return land_text(warehouse, table, extract, *rest)

    monkeypatch.setattr(landing, "_land_text", crash)
    run = house.land()
    assert run.code == 1
    assert "jane" not in run.err
    assert house.rows("select id from desk.tickets") == [("2",)]
