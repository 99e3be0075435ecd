"""Phone numbers: one form for all ways to write them, known by country, and never printed."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb
import pytest

from scripts.landing.phone_columns import PhoneColumn
from scripts.landing.phone_numbers import e164_of, normalise_phones
from scripts.landing.report import counting
from scripts.landing.warehouse import Warehouse
from tests.scripts.conftest import House

SOURCES = """
sources:
  - name: desk
    tables:
      - name: tickets
        columns:
          - {name: tel, config: {meta: {phone_number: true, also_named: [Mobile]}}}
          - {name: key, config: {meta: {phone_number: {key_type: phone}}}}
          - {name: address, config: {meta: {phone_number: true, inside: [Endpoint, Address]}}}
          - {name: other}
"""


def set_regions(house: House, regions: str) -> None:
    (house.root / "dbt_project.yml").write_text(f"vars: {{phone_regions: {regions}}}")


@pytest.fixture
def marked(house: House) -> House:
    (house.models / "staging/desk/_desk__sources.yml").write_text(SOURCES)
    return house


def known(house: House) -> dict[str, str | None]:
    return dict(house.rows("select phone_text, e164 from landing.phone_numbers"))


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+49 (0)30 555-0100", None, "+49305550100"),
        ("+49030/5550100", None, "+49305550100"),
        ("tel:+49-30-5550100", None, "+49305550100"),
        ("+49 30 5550100 ext. 12", None, "+49305550100"),
        ("030 5550100", "DE", "+49305550100"),
        ("0049 30 5550100", "DE", "+49305550100"),
        ("\u0660\u0663\u0660 \u0665\u0665\u0665\u0660\u0661\u0660\u0660", "DE", "+49305550100"),
        ("ring 030 5550100 after five", "DE", "+49305550100"),
        ("+39 06 1234567", None, "+39061234567"),
        ("030 5550100", None, None),
        ("0049 30 5550100", None, None),
        ("+1 555 0100", None, None),
        ("5550100", "US", None),
        ("+999 12345678", None, None),
        ("112", "DE", None),
        ("11880", "DE", "+4911880"),
        ("4711", "DE", None),
        ("030 5550100, 0151 23456789", "DE", None),
        ("+49 800 REACHES", None, None),
        ("+" * 250, "DE", None),
        ("1" * 250, "DE", None),
        ("+1; drop table landing.files; --", None, None),
        ("\0+49", None, None),
        ("", None, None),
    ],
)
def test_a_number_has_one_form(text: str, region: str | None, number: str | None) -> None:
    assert e164_of(text, region) == number
    if number:
        assert e164_of(number, None) == number, "the form of a form is itself"


def test_marked_columns_are_read_wherever_they_stand(marked: House) -> None:
    marked.file(
        "desk/tickets/a.jsonl",
        '{"id": 1, "tel": " +49 30 5550100 ", "other": "+49 30 5550111"}\n'
        '{"id": 2, "Mobile": 49305550102, "Endpoint": {"Address": "+49 30 5550103"}}\n'
        '{"id": 3, "tel": "ann@example.com", "Endpoint": {"Address": "anonymous"}}\n'
        '{"id": 4, "key": "+49 30 5550104", "key_type": " Phone"}\n'
        '{"id": 5, "key": "+49 30 5550105", "key_type": "external_id"}\n'
        '{"id": 6, "tel": "+49 30 5550100"}\n',
    )
    run = marked.land()
    assert (run.code, run.err) == (0, "")
    assert known(marked) == {
        "+49 30 5550100": "+49305550100",
        "49305550102": None,
        "+49 30 5550103": "+49305550103",
        "+49 30 5550104": "+49305550104",
    }
    assert "phone numbers: 4 new, 3 of them" in run.out
    assert "5550" not in run.out + run.err


def test_only_new_texts_are_read(marked: House) -> None:
    marked.file("desk/tickets/a.csv", "id,tel\n1,+49 30 5550100\n")
    marked.land()
    marked.file("desk/tickets/b.csv", "id,tel\n2,+49 30 5550100\n3,030 1\n")
    assert "phone numbers: 1 new, 0 of them" in marked.land().out
    assert "phone numbers" not in marked.land().out


def test_another_region_is_another_reading(marked: House) -> None:
    marked.file("desk/tickets/a.csv", "id,tel\n1,030 5550100\n2,+49 30 5550101\n")
    marked.land()
    assert known(marked) == {"030 5550100": None, "+49 30 5550101": "+49305550101"}
    for regions, number in (
        ("{default: DE}", "+49305550100"),
        ("{default: DE, desk: AT}", "+43305550100"),
        ("{default: DE, desk: null}", None),
    ):
        set_regions(marked, regions)
        assert marked.run("--phones-only", *marked.arguments()[1:]).code == 0
        assert known(marked) == {"030 5550100": number, "+49 30 5550101": "+49305550101"}


def test_a_schema_that_something_else_fills(marked: House) -> None:
    marked.warehouse.mkdir()
    with duckdb.connect(str(marked.warehouse / "raw.duckdb")) as connection:
        connection.execute("create schema lake")
        connection.execute("create table lake.tickets as select '+49 30 5550100' as tel")
    place = "vars: {sources: {desk: {schema: lake}}}"
    for settings, found in ((place.replace("lake}", "lake, database: x}"), 0), (place, 1)):
        (marked.root / "dbt_project.yml").write_text(settings)
        assert marked.run("--phones-only", *marked.arguments()[1:]).code == 0
        assert len(known(marked)) == found


def test_a_region_is_a_country(marked: House) -> None:
    marked.file("desk/tickets/a.csv", "id\n1\n")
    set_regions(marked, "{default: null, desk: Germany}")
    run = marked.land()
    assert run.code == 1
    assert "names Germany, which is no country" in " ".join(run.err.split())


def test_a_hundred_thousand_new_numbers_take_seconds(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.connection.execute("create schema desk")
    warehouse.connection.execute(
        "create table desk.people as select '+49 30 5' || lpad(n::varchar, 6, '0') as tel"
        " from range(100000) as t(n)"
    )
    column = PhoneColumn("desk", "people", ("tel",), None, None, None)
    started = time.process_time()
    count = normalise_phones(warehouse, [column], counting)
    took = time.process_time() - started
    again = normalise_phones(warehouse, [column], counting)
    warehouse.close()
    assert (count.texts, count.numbers, again.texts) == (100_000, 100_000, 0)
    assert took < 15, f"{took:.1f} CPU-seconds"
