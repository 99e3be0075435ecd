"""SQL that three engines read alike, that knows no clock and opens with what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.project.breaks import add, broken_by, put
from tests.project.lint_sql import LINTED
from tests.project.project import Project, forbid
from tests.project.sql import ctes, plain, quoted_in_jinja, uncommented

#: All that dbt runs.
SQL = (
    *("models/*.sql", "macros/*.sql", "analyses/*.sql"),
    *("tests/generic/*.sql", "tests/macros/*.sql", "tests/reconciliation/*.sql"),
)

MODEL = "models/marts/core/dim_teams.sql"

CLOCK = re.compile(
    r"\b(?:current_(?:date|time|timestamp)\w*|localtime(?:stamp)?|getdate|sysdate|utcnow"
    r"|(?:transaction|clock|statement)_timestamp|run_started_at)\b|\b(?:now|today)\s*\(",
    re.IGNORECASE,
)

CLOCK_KEEPERS = {"macros/project/as_of_at.sql", "macros/project/calendar_days.sql"}

READS = re.compile(r"\bREADS\b")

#: A where ends an import; nothing else may follow.
IMPORT = re.compile(
    r"select \* from\s+READS(?:\s+where\b(?:(?!\b(?:select|join|union|group|order)\b).)*)?\s*",
    re.DOTALL,
)

#: What engines spell or compute differently, by what to write in its place.
UNPORTABLE = {
    "a macro of macros/engine": (
        r"\b(?:epoch(?:_[mun]s)?|to_timestamp|try_cast|timezone|strptime|strftime|date_?diff"
        r"|date_?add|date_?part|dayofweek|regexp_\w+|\w*json\w*|sha\d+|encode|hash)\s*\("
        r"|\bat\s+time\s+zone\b|\bsimilar\s+to\b|\bisodow\b|->"
    ),
    "percentile bins": r"\b(?:median|quantile\w*|approx_\w+|mode)\s*\(",
    "sum over sum": r"\b(?:avg|mean)\s*\(",
    "squared()": r"\b(?:power|pow)\s*\(|\*\*",
    "decimals": (
        r"\bround\s*\(|\bsum\s*\(\s*cast\s*\([^()]*\bas\s+(?:double|float|real|type_double)"
    ),
    "cast()": r"::|\b(?:ifnull|nvl|isnull)\s*\(",
    "floor() of a quotient": r"//",
    "row_number() and a where": (
        r"\bqualify\b|\bdistinct\s+on\b"
        r"|\b(?:arg_(?:max|min)|(?:max|min)_by|any_value|first|last)\s*\("
    ),
    "numbered columns": r"\b(?:group|order)\s+by\s+all\b",
    "sum(case when ...)": r"\bfilter\s*\(",
    "a join that needs no repair": r"\bselect\s+distinct\b",
    "the names of the columns": r"\*\s*(?:exclude|except|replace)\b|\bcolumns\s*\(",
    "a plain join": r"\b(?:asof|lateral|pivot|unpivot)\b|\b(?:positional|natural)\s+join\b",
    "rows, not nested values": (
        r"\b(?:unnest|explode|(?:list|array|struct)_\w+|struct|row|map)\s*\(|\barray\s*\["
    ),
    "landing": r"\bread_(?:csv|parquet|json)\w*\s*\(",
}

#: Brackets are literals of lists and structs, once Jinja is gone.
BRACKETS = re.compile(r"[\[\]{}]")


@broken_by(add(MODEL, "where now() > x"), "dim_teams.sql: now(")
@broken_by(add(MODEL, "{{ dbt.current_timestamp() }}"), "dim_teams.sql: current_timestamp")
@broken_by(put("macros/a.sql", "{{ run_started_at }}"), "macros/a.sql: run_started_at")
@broken_by(add("seeds/_seeds.yml", "# {{ run_started_at }}"), "_seeds.yml: run_started_at")
def test_nothing_knows_the_clock(project: Project) -> None:
    forbid(
        (
            f"{path}: {found[0]}"
            for path, text in project.matching(
                *SQL, "models/*.yml", "seeds/*.yml", "macros/*.yml", "dbt_project.yml"
            ).items()
            if path not in CLOCK_KEEPERS
            for found in [CLOCK.search(uncommented(text))]
            if found
        ),
        "ask as_of_at() for the time",
    )


def unportable(text: str) -> Iterator[str]:
    sql, in_jinja = plain(text), quoted_in_jinja(text)
    for instead, pattern in UNPORTABLE.items():
        if found := re.search(pattern, f"{sql}\n{in_jinja}", re.IGNORECASE):
            yield f"{found[0].strip()} (write {instead})"
    if found := BRACKETS.search(sql):
        yield f"{found[0]} (write rows, not nested values)"


@broken_by(add(MODEL, "qualify a = 1"), "dim_teams.sql: qualify")
@broken_by(put("macros/kpi/a.sql", "a::date"), "macros/kpi/a.sql: ::")
def test_sql_is_portable(project: Project) -> None:
    forbid(
        (
            f"{path}: {found}"
            for path, text in project.matching(*SQL).items()
            if not path.startswith("macros/engine/")
            for found in unportable(text)
        ),
        "engines differ in this; write what all speak, or wrap it in macros/engine",
    )


@broken_by(put("macros/engine/a.sql", "{% macro a() %}"), "macros/engine/a.sql")
@broken_by(put("macros/engine/a.sql", "adapter.dispatch('a', 'frontline')"), "macros/engine/a.sql")
def test_engine_macros_are_dispatched(project: Project) -> None:
    def is_dispatched(name: str, text: str) -> bool:
        # a materialization names its adapter itself
        if re.search(r"materialization \w+, adapter='\w+'", text):
            return True
        implemented = re.search(rf"macro (?:default|duckdb)__{name}\(", text)
        return f"adapter.dispatch('{name}', 'frontline')" in text and implemented is not None

    forbid(
        (
            path
            for path, text in project.matching("macros/engine/*.sql").items()
            if not is_dispatched(path.rpartition("/")[2].removesuffix(".sql"), text)
        ),
        "dispatch it: adapter.dispatch('<file>', 'frontline'), with default__ or duckdb__<file>",
    )


@broken_by(put("macros/kpi/a.sql", "adapter.dispatch('a')"), "macros/kpi/a.sql")
def test_only_engine_macros_are_dispatched(project: Project) -> None:
    forbid(
        (
            path
            for path, text in project.matching(
                "macros/*.sql", "tests/*.sql", "models/*.sql"
            ).items()
            if not path.startswith("macros/engine/") and "adapter.dispatch" in text
        ),
        "what differs by engine stands in macros/engine",
    )


@broken_by(put("seeds/a.sql", "select 1 as one"), "seeds/a.sql lies where no SQL is linted")
def test_no_sql_escapes_the_linter(project: Project) -> None:
    """Macros are no SQL before they are called. What dbt has switched off fails in lint_sql.py."""
    linted = project.matching(*(f"{folder}/*.sql" for folder in LINTED))
    forbid(
        (
            f"{path} lies where no SQL is linted"
            for path in project.matching("*.sql").keys() - linted.keys()
            if not path.startswith(("macros/", "tests/generic/"))
        ),
        "see LINTED in lint_sql.py",
    )


def misplaced_read(text: str) -> str | None:
    """How a model hides what it reads; None if every ref stands in an import at the top."""
    sql = plain(text)
    bodies = ctes(sql)
    if len(READS.findall(sql)) != sum(bool(READS.search(body)) for _, body in bodies):
        return "a ref outside the imports, or two in one"
    are_imports = [IMPORT.fullmatch(body) is not None for _, body in bodies]
    for (name, body), is_import in zip(bodies, are_imports, strict=True):
        if READS.search(body) and not is_import:
            return f"{name} does more than import"
    if are_imports != sorted(are_imports, reverse=True):
        return "an import stands below other work"
    return None


@broken_by(add(MODEL, "union all select * from {{ ref('a') }}"), "dim_teams.sql: a ref outside")
@broken_by(put(MODEL, "with a as (select b from {{ ref('a') }}) select 1"), "a does more")
@broken_by(put(MODEL, "with a as (select * from {{ ref('a') }} join b) select 1"), "a does more")
@broken_by(put(MODEL, "with a as (b), c as (select * from {{ ref('c') }}) select 1"), "below")
@broken_by(put(MODEL, "{% set a = ref('a') %} select * from {{ a }}"), "a ref outside")
def test_every_ref_stands_in_an_import(project: Project) -> None:
    forbid(
        (
            f"{path}: {found}"
            for path, text in project.matching("models/*.sql").items()
            if (found := misplaced_read(text))
        ),
        "open with imports: <name> as (select * from {{ ref('...') }}), with a where at most",
    )


@pytest.mark.parametrize(
    "sql",
    [
        *("epoch_ms(a)", "try_cast(a as date)", "a at time zone 'UTC'", "a->'b'"),
        *("date_diff('day', a)", "{{ 'try_cast(' ~ a ~ ' as date)' }}", "a::date", "nvl(a, b)"),
        *("median(a)", "quantile_cont(a, 0.5)", "avg(a)", "power(a, 2)", "a ** 2", "round(a, 2)"),
        *("sum(cast(a as double))", "sum(cast(a as {{ type_double() }}))", "a // b"),
        *("1 qualify a = 1", "arg_max(a, b)", "any_value(a)", "1 group by all", "distinct a"),
        *("sum(a) filter (where b)", "* exclude (a)", "1 asof join a", "1, lateral a"),
        *("unnest(a)", "list_agg(a)", "[1, 2]", "{'a': 1}", "a[1]", "* from read_csv('a')"),
    ],
)
def test_unportable_sql_is_seen(sql: str) -> None:
    assert list(unportable(f"select {sql} from a"))


@pytest.mark.parametrize(
    "sql",
    [
        *("cast(a as date) -- a::date", "'avg(a)' as label", "row_number() over (order by a)"),
        *("{{ dbt.dateadd('day', 1, 'a') }}", "{# median(a) #}", "{{ ['a'] | join(', ') }}"),
        *("first_value(a) over (order by b)", "{% for x in [1] %}a{% endfor %}", "md5(a) as json"),
    ],
)
def test_portable_sql_is_left_alone(sql: str) -> None:
    assert not list(unportable(f"select {sql} from a"))
