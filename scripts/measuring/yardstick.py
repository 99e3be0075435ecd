"""The same work every time: what it takes says how fast the machine is now.

Virtual processors share cores and caches with strangers: a build that took 28 CPU-seconds on one
day took 42 on another, though it had been made cheaper in between.
"""

from __future__ import annotations

import duckdb

KEYS = 2_000_000
WORK = f"""
select count(*), max(previous) from (
    select lag(key) over (order by key) as previous
    from (select md5(cast(range as varchar)) as key from range({KEYS}))
)
"""  # noqa: S608 - the number is our own


def main() -> None:
    """Hash and sort keys as long as the ids of contacts, on one thread."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(WORK).fetchall()


if __name__ == "__main__":
    main()
