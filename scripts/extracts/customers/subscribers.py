"""Many private customers who never ask for help: what it costs to follow them is to be measured.

They come as the ports' own columns, from a system that has no adapter. One SQL statement a table
makes them; chance is a hash of the customer's number, so the bytes are the same every time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from scripts.extracts.clock import utc_day
from scripts.extracts.files import FORMATS, Written
from scripts.extracts.model import Organisation

VENDOR = "custom"
YEARS = 3
STAYS = 700  # days, on average
COMES_BACK = 0.6

SCRIPT = f"""
create macro chance(n, place) as
    (hash(n * 1009 + place * 7919 + $seed) % 1000003) / 1000003.0;
create table people as
select
    number, 'S' || lpad(cast(number as varchar), 8, '0') as id,
    $until - 1 - cast(floor(chance(number, 1) * {YEARS} * 365) as integer) as joined_on,
    cast(floor(-ln(1 - chance(number, 2)) * {STAYS}) as integer) as stayed
from range($count) as numbers (number);
create table stays as
select *, 1 as place, joined_on as starts_on, joined_on + stayed as ends_on from people
union all
select
    *, 2 as place, joined_on + stayed + 20 + cast(floor(chance(number, 3) * 150) as integer),
    null
from people where chance(number, 4) < {COMES_BACK};
"""  # noqa: S608 - numbers are our own
TABLES = {
    "customers": """
        select
            id as customer_id, 'person' as customer_kind, 'P' || id as person_id,
            ['private', 'small', 'middle', 'large'][1 + number % 4] as customer_segment,
            cast(joined_on as timestamp) as created_at, false as is_deleted
        from people order by number
    """,
    "subscriptions": """
        select
            id || '-' || place as subscription_id, id as customer_id,
            ['basic', 'team', 'business'][1 + number % 3] as plan, starts_on,
            if(ends_on < $until, ends_on, null) as ends_on,
            9 + number % 3 * 10 as monthly_amount, 'USD' as currency,
            if(ends_on < $until, chance(number, 5) < 0.8, null) as is_voluntary_end
        from stays where starts_on < $until order by number, place
    """,
}


def write(
    folder: Path, organisation: Organisation, seed: int, count: int, file_format: str
) -> Iterator[Written]:
    """Write `<folder>/custom/<table>/subscribers.<format>`."""
    until = f"date '{utc_day(organisation.end_at)}'"
    with duckdb.connect(config={"threads": 1}) as connection:

        def run(statement: str) -> None:
            for name, value in (("$until", until), ("$seed", seed), ("$count", count)):
                statement = statement.replace(name, str(value))
            connection.execute(statement)

        for statement in SCRIPT.strip().removesuffix(";").split(";"):
            run(statement)
        for table, query in TABLES.items():
            path = folder / VENDOR / table / f"subscribers.{file_format}"
            path.parent.mkdir(parents=True, exist_ok=True)
            run(f"create table {table} as {query}")
            place = str(path).replace("'", "''")
            connection.execute(f"copy {table} to '{place}' ({FORMATS[file_format]})")
            found = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
            yield Written(table, path, found[0] if found else 0, path.stat().st_size)
