"""CSV: what lands, as what, and what is refused line by line."""

from __future__ import annotations

import csv
import gzip
import io
import random

import pytest

from tests.scripts.conftest import House

MB = 1 << 20


def test_values_are_text_and_only_the_unquoted_empty_one_is_null(house: House) -> None:
    house.file("desk/tickets/a.csv", 'id,note,n\n007,,"1,5"\n9007199254740993,"",1e5\n')
    assert house.land().code == 0
    assert house.rows("select id, note, n from desk.tickets order by _extract_row") == [
        ("007", None, "1,5"),
        ("9007199254740993", "", "1e5"),
    ]
    assert set(house.types("desk.tickets").values()) == {"VARCHAR", "BIGINT", "TIMESTAMP"}


def test_bom_crlf_quoted_breaks_doubled_quotes_and_commas(house: House) -> None:
    house.file(
        "desk/tickets/a.csv",
        b'\xef\xbb\xbfid,"no""te"\r\n1,"two\r\nlines"\r\n\r\n2,"say ""hi"", now"\r\n3,"a\nb"',
    )
    assert house.land().code == 0
    assert house.rows('select id, "no""te", _extract_row from desk.tickets order by 3') == [
        ("1", "two\r\nlines", 1),
        ("2", 'say "hi", now', 2),
        ("3", "a\nb", 3),
    ]


def test_bad_records_are_kept_counted_and_do_not_shift_the_others(house: House) -> None:
    house.file(
        "desk/tickets/a.csv",
        'id,a,b\n1,x,y\n2,too,many,"in\ntwo"\n3,few\n4,"open,z\n5,x"y,z\n6,"x"y,z\n7,x\ry,z\n8,x,\0\n'
        "9,x,y\n",
    )
    assert house.land().code == 0
    assert house.rows("select id, _extract_row from desk.tickets order by 2") == [
        ("1", 1),
        ("9", 9),
    ]
    assert house.rejected() == [
        (3, "4 columns, the header has 3"),
        (5, "2 columns, the header has 3"),
        (6, "a quote out of place"),
        (7, "a quote out of place"),
        (8, "a quote out of place"),
        (9, "a carriage return without a line feed"),
        (10, "a NUL byte"),
    ]
    assert house.rows("select row_count, rejected_count from landing.files") == [(2, 7)]


def test_a_stray_quote_costs_one_line_also_far_from_the_end(house: House) -> None:
    lines = [f"{n},text {n}" for n in range(100_000)]
    lines[10] = '10,"text'
    house.file("desk/tickets/a.csv", "id,a\n" + "\n".join(lines))
    assert house.land().code == 0
    assert house.rejected() == [(12, "a quote that is never closed")]
    assert house.rows("select count(*), max(_extract_row) from desk.tickets") == [(99_999, 100_000)]


def test_the_ordinal_is_the_place_in_the_file_over_many_windows(house: House) -> None:
    lines = [f'{n},"x"' if n % 7 else f"{n}" for n in range(1, 70_001)]
    house.file("desk/tickets/a.csv.gz", gzip.compress("\n".join(["id,a", *lines]).encode()))
    assert house.land().code == 0
    assert house.rows(
        "select count(*), count(*) filter (where id <> _extract_row::varchar),"
        " count(distinct _extract_row) from desk.tickets"
    ) == [(60_000, 0, 60_000)]
    assert house.rows(
        "select count(*), count(*) filter (where line_text <> (line_number - 1)::varchar)"
        " from landing.rejected_lines"
    ) == [(10_000, 0)]


def test_a_line_over_16_mb_is_one_bad_line(house: House) -> None:
    lines = [b"1," + b"x" * (17 * MB), b"2," + "é".encode() * (8 * MB), b"3," + b"x" * (5 * MB)]
    house.file("desk/tickets/a.csv", b"\n".join([b"id,a", *lines, b"4,z\n"]))
    assert house.land().code == 0
    assert house.rejected() == [(2, "longer than 16 MB"), (3, "longer than 16 MB")]
    assert house.rows("select id, _extract_row, length(a) from desk.tickets order by 2") == [
        ("3", 3, 5 * MB),
        ("4", 4, 1),
    ]
    assert house.rows("select max(length(line_text)) from landing.rejected_lines") == [(1000,)]


def test_one_column_tabs_and_columns_without_a_name(house: House) -> None:
    house.file("desk/tickets.csv", "id\n1\n\n2\n")
    house.file("desk/people.tsv", "id\tname\t\n1\ta,b\tc\n")
    assert house.land().code == 0
    assert house.rows("select id, _extract_row from desk.tickets order by 2") == [
        ("1", 1),
        ("2", 2),
    ]
    assert house.rows("select id, name, unnamed_3 from desk.people") == [("1", "a,b", "c")]


def test_a_header_alone_makes_the_table(house: House) -> None:
    house.file("desk/tickets/a.csv", "id,subject\n")
    assert house.land().code == 0
    assert list(house.types("desk.tickets"))[3:] == ["id", "subject"]


@pytest.mark.parametrize("seed", range(3))
def test_what_python_writes_is_what_lands(house: House, seed: int) -> None:
    generator = random.Random(seed)  # noqa: S311
    alphabet = ["a", "é", "😀", '"', ",", "\n", "\r\n", " ", "'", ";", "\\", "\t", ""]
    rows = [
        tuple(["".join(generator.choices(alphabet, k=generator.randrange(6))) for _ in range(3)])
        for _ in range(500)
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=generator.choice(["\n", "\r\n"]))
    writer.writerows([("a", "b", "c"), *rows])
    house.file("desk/tickets/a.csv", text.getvalue())
    assert house.land().code == 0
    landed = house.rows("select a, b, c from desk.tickets order by _extract_row")
    assert landed == [tuple(cell or None for cell in row) for row in rows]


THREE_HEADERS = (
    'StartDate,Q1,Q2\n"Anfangs,\ndatum",Wie war es?,Und sonst?\n'
    '"{""ImportId"":""startDate"",""timeZone"":""Z""}","{""ImportId"":""QID1""}",'
    '"{""ImportId"":""QID2_TEXT""}"\n'
)


def test_a_third_header_row_of_import_ids_names_the_columns(house: House) -> None:
    house.file("desk/tickets/SV_1.csv", f"{THREE_HEADERS}2026-01-01 08:00:00,4,gut\nx,y\n")
    assert house.land().code == 0
    assert house.rows(
        'select "startDate", "QID1", "QID2_TEXT", _extract_row from desk.tickets'
    ) == [("2026-01-01 08:00:00", "4", "gut", 1)]
    assert house.rejected() == [(6, "2 columns, the header has 3")]


@pytest.mark.parametrize("value", ["4", '"4, fast"'])
def test_the_zone_of_a_third_header_row_is_a_column(house: House, value: str) -> None:
    headers = THREE_HEADERS.replace('""Z""', '""America/Denver""')
    house.file("desk/tickets/SV_1.csv", f"{headers}2026-01-01 08:00:00,{value},gut\n")
    assert house.land().code == 0
    assert house.rows('select "QID1", time_zone from desk.tickets') == [
        (value.strip('"'), "America/Denver")
    ]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "+01:00"])
def test_a_zone_that_is_none_is_an_error(house: House, zone: str) -> None:
    headers = THREE_HEADERS.replace('""Z""', f'""{zone}""')
    house.file("desk/tickets/SV_1.csv", f"{headers}2026-01-01 08:00:00,4,gut\n")
    run = house.land()
    assert run.code == 1
    assert "in a zone that is none" in run.err
    assert "export it again with times in UTC" in run.err


@pytest.mark.parametrize(
    "third",
    ['"{""ImportId"":""a""}",plain', '"{""ImportId"":1}","{""ImportId"":""b""}"', "{,[", ""],
)
def test_what_is_not_all_import_ids_is_a_record(house: House, third: str) -> None:
    house.file("desk/tickets/a.csv", f"id,a\n1,x\n{third}\n")
    house.land()
    assert house.rows("select min(id) from desk.tickets") == [("1",)]


def test_columns_that_share_an_import_id_are_told_apart_by_choice(house: House) -> None:
    cells = ",".join(f'"{{""ImportId"":""QID3"",""choiceId"":""{n}""}}"' for n in (1, 2))
    house.file("desk/tickets/a.csv", f"Q3_1,Q3_2\nEins,Zwei\n{cells}\n1,\n")
    assert house.land().code == 0
    assert house.rows('select "QID3_1", "QID3_2" from desk.tickets') == [("1", None)]
