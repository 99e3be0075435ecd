"""JSON: scalars as they are written, nested values as JSON, bad records one by one."""

from __future__ import annotations

import gzip
import json
import random

import pytest

from tests.scripts.conftest import House

MB = 1 << 20


def test_scalars_are_text_exactly_as_written(house: House) -> None:
    house.file(
        "desk/tickets/a.jsonl",
        '{"id": 12345678901234567890123, "n": 1.50, "e": 1E+2, "ok": true, "no": false, "x": null}'
        '\n{"id": "007", "n": -0.0, "e": "\\u00e9\\ud83d\\ude00", "late": "k"}\n',
    )
    assert house.land().code == 0
    assert house.rows(
        "select id, n, e, ok, no, x, late from desk.tickets order by _extract_row"
    ) == [
        ("12345678901234567890123", "1.50", "1E+2", "true", "false", None, None),
        ("007", "-0.0", "é😀", None, None, None, "k"),
    ]
    assert house.types("desk.tickets")["n"] == "VARCHAR"


def test_nested_values_are_json_as_written(house: House) -> None:
    house.file(
        "desk/tickets/a.json",
        '{"via": {"id": 9007199254740993, "x": 1.50}, "t": "}{", "tags": [ ], "s": "a"}\n'
        '{"via": null, "tags": ["a\\"]", {}], "s": ["b"]}',
    )
    assert house.land().code == 0
    assert house.rows(
        "select via::varchar, tags::varchar, s from desk.tickets order by _extract_row"
    ) == [
        ('{"id": 9007199254740993, "x": 1.50}', "[ ]", "a"),
        (None, '["a\\"]", {}]', '["b"]'),
    ]
    types = house.types("desk.tickets")
    assert (types["via"], types["tags"], types["s"]) == ("JSON", "JSON", "VARCHAR")


@pytest.mark.parametrize("separator", ["", " ", "\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("indent", [None, 0, 2])
def test_objects_one_after_another_in_any_layout(
    house: House, separator: str, indent: int | None
) -> None:
    records = [{"id": n, "deep": {"a": [n, {"b": "}{\n"}]}} for n in range(200)]
    text = separator.join(json.dumps(record, indent=indent) for record in records)
    house.file("desk/tickets/a.json", "\ufeff" + text)
    assert house.land().code == 0
    assert house.rejected() == []
    landed = house.rows("select id, deep::varchar from desk.tickets order by _extract_row")
    assert [(int(id_), json.loads(deep)) for id_, deep in landed] == [
        (record["id"], record["deep"]) for record in records
    ]


def test_bad_records_are_kept_counted_and_do_not_shift_the_others(house: House) -> None:
    lines = [
        '{"id": 1}',
        "[1, 2]",
        '"text"',
        "42",
        "null",
        '{"id": 2, "na',
        '{"id": 3',
        '{"id":',
        "oops",
        '{"id": 4} x',
        '{"id": 5},',
        '{"id": 6, "ID": 7}',
        '{"id": NaN}',
        '{"": 8}',
        '{"id": "\\ud800"}',
        '{"id": ' + "[" * 2000 + "]" * 2000 + "}",
        '{"id": 9}',
    ]
    house.file("desk/tickets/a.jsonl", "\n".join(lines))
    assert house.land().code == 0
    assert house.rows("select id, _extract_row from desk.tickets order by 2") == [
        ("1", 1),
        ("9", 17),
    ]
    assert [line for line, _ in house.rejected()] == list(range(2, 17))
    assert (12, "two keys of one name") in house.rejected()


@pytest.mark.parametrize(
    ("opening", "closing", "most"),
    [("[", "]", 499), ('{"[": ', "}", 499), ('[0, {"{": ', "}]", 249)],
)
def test_records_nest_as_deep_in_every_python(
    house: House, opening: str, closing: str, most: int
) -> None:
    sound, deeper = (f'{{"x": {opening * times}0{closing * times}}}' for times in (most, most + 1))
    brackets = f'{{"x": ["{"[" * 1000}"]}}'
    house.file("desk/tickets/a.jsonl", "\n".join([sound, deeper, brackets]))
    assert house.land().code == 0
    assert house.rows("select x, _extract_row from desk.tickets order by 2") == [
        (sound[6:-1], 1),
        (brackets[6:-1], 3),
    ]
    assert house.rejected() == [(2, "nested too deeply")]


def test_a_bad_object_among_others_on_its_line_costs_itself(house: House) -> None:
    house.file("desk/tickets/a.json", '{"id":1}{"id":oops,"x":{}}{"id":3}{"id":')
    assert house.land().code == 0
    assert house.rows("select id, _extract_row from desk.tickets order by 2") == [
        ("1", 1),
        ("3", 3),
    ]
    assert len(house.rejected()) == 2


def test_a_bad_pretty_printed_object_is_one_bad_record(house: House) -> None:
    good = '{\n  "id": 1,\n  "x": [\n    {\n      "a": 1\n    }\n  ]\n}\n'
    house.file("desk/tickets/a.json", good + good.replace("1,", "oops,") + good + '{\n  "id": 4,\n')
    assert house.land().code == 0
    assert house.rows("select _extract_row from desk.tickets order by 1") == [(1,), (3,)]
    assert [line for line, _ in house.rejected()] == [9, 25]


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_record_over_16_mb_is_one_bad_line(house: House, gzipped: bool) -> None:
    content = (
        b'{"id":1}\n{"id":"' + b"x" * (17 * MB) + b'"}\n{"id":3}\n' + b"x" * (17 * MB) + b"\n"
        b'{"id":"' + b"y" * (5 * MB) + b'"}\n{"a":{"id":"' + b"z" * (30 * MB)
    )
    name = "desk/tickets/a.jsonl"
    house.file(f"{name}.gz" if gzipped else name, gzip.compress(content, 1) if gzipped else content)
    assert house.land().code == 0
    assert house.rows("select _extract_row, length(id) from desk.tickets order by 1") == [
        (1, 1),
        (3, 1),
        (5, 5 * MB),
    ]
    assert [line for line, _ in house.rejected()] == [2, 4, 6]
    assert house.rows("select max(length(line_text)) from landing.rejected_lines") == [(1000,)]


def test_keys_that_differ_in_case_are_one_column(house: House) -> None:
    house.file("desk/tickets/a.jsonl", '{"Id": 1}\n{"id": 2}\n{"ID": 3}\n')
    assert house.land().code == 0
    assert house.rows("select id from desk.tickets order by 1") == [("1",), ("2",), ("3",)]


@pytest.mark.parametrize("seed", range(3))
def test_what_python_writes_is_what_lands(house: House, seed: int) -> None:
    generator = random.Random(seed)  # noqa: S311
    alphabet = ["a", "é", "😀", '"', "{", "}", "[", "\\", "\n", "\0", "\u2028", ":"]

    def value(depth: int) -> object:
        kind = generator.randrange(6 if depth else 4)
        if kind < 2:
            return "".join(generator.choices(alphabet, k=generator.randrange(5)))
        if kind < 4:
            return generator.choice([None, True, 2**70, 1.5, -1])
        return [value(depth - 1)] if kind == 4 else {"k:": value(depth - 1), '"': value(depth - 1)}

    records = [{"a": value(2), "b": {"c": value(1)}} for _ in range(300)]
    house.file(
        "desk/tickets/a.json",
        "".join(
            json.dumps(record, ensure_ascii=generator.random() < 0.5)
            + generator.choice(["", "\n", " \r\n"])
            for record in records
        ),
    )
    assert house.land().code == 0
    assert house.rejected() == []
    landed = house.rows("select b::varchar from desk.tickets order by _extract_row")
    assert [json.loads(nested) for (nested,) in landed] == [record["b"] for record in records]
