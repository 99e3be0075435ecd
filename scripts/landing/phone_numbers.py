"""Phone numbers in E.164 form, beside the raw texts they were written as.

SQL cannot do this: how a number is written differs from country to country. So landing keeps
`landing.phone_numbers`, one row a text and region, for the models to look texts up in. It holds
plain numbers, as the raw tables do, and nothing here prints one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, NumberParseException, PhoneNumber, ValidationResult

from scripts.landing.names import folded, quoted
from scripts.landing.phone_columns import PhoneColumn
from scripts.landing.raw_table import as_objects
from scripts.landing.warehouse import Warehouse

#: Texts that are read, converted and committed at once.
_CHUNK = 50_000

#: Characters. What is longer is no phone number, and nobody looks it up.
_LONGEST_TEXT = 250

#: A plus and seven digits. Shorter numbers are those of services and extensions, not of people.
_SHORTEST_NUMBER = 8

_TABLE = """
create table if not exists landing.phone_numbers (
    phone_text varchar,
    phone_region varchar,
    e164 varchar
)
"""


@dataclass
class PhoneCount:
    """How many texts were new, and how many of them are numbers that somebody could have."""

    texts: int = 0
    numbers: int = 0


#: Entered with the number of texts to do, it gives what is called with the number done.
Counting = Callable[[int], AbstractContextManager[Callable[[int], None]]]


def e164_of(text: str, region: str | None) -> str | None:
    """Return the number a text stands for in E.164 form, without extension; None if for none.

    `region` is the country of a number that names none. A number counts if its country could give
    it to somebody: the right length, whether or not it is in use.
    """
    number = _number_in(text, region)
    if number is None:
        return None
    # A number that can only be dialled inside its own town is another in the next town.
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return form if len(form) >= _SHORTEST_NUMBER else None


def _number_in(text: str, region: str | None) -> PhoneNumber | None:
    if any(map(str.isalpha, text)):
        # `parse` would take three letters for the letters on the keys, and make a number of words.
        found = list(phonenumbers.PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE))
        return found[0].number if len(found) == 1 else None
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def normalise_phones(
    warehouse: Warehouse, columns: Sequence[PhoneColumn], counting: Counting
) -> PhoneCount:
    """Bring every text of the marked columns that is not yet known into E.164 form.

    Each chunk is committed by itself, so a run that is killed goes on where it stopped. Texts of
    regions that no column has any more are forgotten.
    """
    run = warehouse.connection.execute
    run(_TABLE)
    found = [column for column in columns if _select(warehouse, column)]
    regions = sorted({column.region or "" for column in columns})
    run("delete from landing.phone_numbers where coalesce(phone_region, '') not in ?", [regions])
    run("create or replace temp table new_phones (phone_text varchar, phone_region varchar)")
    for region in regions:
        selects = [_select(warehouse, it) for it in found if (it.region or "") == region]
        if selects:
            _note_new(warehouse, " union all ".join(selects), region or None)
    count = PhoneCount(texts=run("select count(*) from new_phones").fetchall()[0][0])
    with counting(count.texts) as progress:
        for first in range(0, count.texts, _CHUNK):
            count.numbers += _convert(warehouse, first)
            progress(min(first + _CHUNK, count.texts))
    run("drop table new_phones")
    return count


def _note_new(warehouse: Warehouse, selects: str, region: str | None) -> None:
    """Write the distinct texts of one region that are not yet known into new_phones."""
    warehouse.connection.execute(
        f"""
        insert into new_phones
        select distinct texts.phone_text, cast($region as varchar)
        from ({selects}) as texts
        left join (
            select phone_text from landing.phone_numbers
            where phone_region is not distinct from cast($region as varchar)
        ) as known on known.phone_text = texts.phone_text
        where known.phone_text is null
            and regexp_matches(texts.phone_text, '\\p{{Nd}}')
            and texts.phone_text not like '%@%'
            and length(texts.phone_text) <= {_LONGEST_TEXT}
        """,  # noqa: S608
        {"region": region},
    )


def _convert(warehouse: Warehouse, first: int) -> int:
    """Convert one chunk of new_phones; return how many of its texts are numbers."""
    run = warehouse.connection.execute
    rows = run(
        "select phone_text, phone_region from new_phones where rowid >= ? and rowid < ?",
        [first, first + _CHUNK],
    ).fetchall()
    forms = [e164_of(text, region) for text, region in rows]
    cells = {
        "phone_text": as_objects([text for text, _ in rows]),
        "phone_region": as_objects([region for _, region in rows]),
        "e164": as_objects(forms),
    }
    warehouse.connection.register("phone_batch", cells)
    with warehouse.transaction():
        run(
            "insert into landing.phone_numbers select phone_text, cast(phone_region as varchar),"
            " cast(e164 as varchar) from phone_batch"
        )
    warehouse.connection.unregister("phone_batch")
    return sum(form is not None for form in forms)


def _select(warehouse: Warehouse, column: PhoneColumn) -> str:
    """Return the SQL of a column's texts, trimmed; nothing if its table lacks it or is absent.

    Texts are spelled as the models see them, or no lookup would find them.
    """
    rows = warehouse.connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns()"
        " where database_name = current_database()"
    ).fetchall()
    here = (folded(column.schema), folded(column.table))
    names = {
        folded(name): f"cast({quoted(name)} as varchar)"
        for schema, table, name in rows
        if (folded(schema), folded(table)) == here
    }
    texts = [names[folded(it)] for it in column.spellings if folded(it) in names]
    if column.inside and folded(column.inside[0]) in names:
        json, path = names[folded(column.inside[0])], f'$."{column.inside[1]}"'
        texts.append(f"case when json_valid({json}) then json_extract_string({json}, '{path}') end")
    if not texts:
        return ""
    where = ""
    if column.only:
        name, word = column.only
        where = f" where lower(trim({names.get(folded(name), 'null')})) = '{word}'"
    return (
        f"select nullif(trim(coalesce({', '.join(texts)})), '') as phone_text"  # noqa: S608
        f" from {quoted(column.schema)}.{quoted(column.table)}{where}"
    )
