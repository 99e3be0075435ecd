"""A dbt test of tests/reconciliation on tables made by hand."""

from __future__ import annotations

import re
from typing import Any

import duckdb

from tests.e2e.conftest import ROOT


def found_by(check: str, made: duckdb.DuckDBPyConnection, **variables: object) -> list[Any]:
    """Give the rows that the check finds in tables which are called as the models it reads."""
    query = (ROOT / "tests" / "reconciliation" / f"{check}.sql").read_text()
    query = re.sub(r"\{\{ ref\('(\w+)'\) \}\}", r"\1", query)
    query = re.sub(r"\{\{ var\('(\w+)'\) \}\}", lambda name: str(variables[name[1]]), query)
    return made.execute(re.sub(r"\{\{.*?\}\}", "", query)).fetchall()
