"""A landing run in a folder of its own, as a user would start it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.land_extracts import main

SOURCES = """
version: 2
sources:
  - name: {vendor}
    config:
      enabled: "{{{{ '{vendor}' in var('vendors') }}}}"
    tables:
      - name: tickets
        config: {{meta: {{also_named: [ticket]}}}}
      - name: users
        identifier: people
        meta: {{also_named: user}}
"""

Rows = list[tuple[Any, ...]]


@dataclass
class Run:
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


class House:
    """Extracts, models and a warehouse in one temporary folder."""

    def __init__(self, root: Path, invoke: Callable[[list[str]], Run]) -> None:
        self.root = root
        self.extracts = root / "extracts"
        self.warehouse = root / "house"
        self.models = root / "models"
        self._invoke = invoke
        self.extracts.mkdir()
        for vendor in ("desk", "phone"):
            folder = self.models / "staging" / vendor
            folder.mkdir(parents=True)
            (folder / f"_{vendor}__sources.yml").write_text(SOURCES.format(vendor=vendor))

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.extracts / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def parquet(self, name: str, query: str) -> Path:
        path = self.file(name, b"")
        duckdb.connect().execute(
            "copy (" + query + ") to '" + str(path).replace("'", "''") + "' (format parquet)"
        )
        return path

    def arguments(self, *more: str) -> list[str]:
        places = ["--warehouse", str(self.warehouse), "--models", str(self.models)]
        return [str(self.extracts), *places, *more]

    def land(self, *more: str) -> Run:
        return self._invoke(self.arguments(*more))

    def run(self, *arguments: str) -> Run:
        return self._invoke(list(arguments))

    def rows(self, query: str) -> Rows:
        with duckdb.connect(str(self.warehouse / "raw.duckdb"), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def types(self, table: str) -> dict[str, str]:
        return {name: type_ for name, type_, *_ in self.rows(f"describe {table}")}

    def rejected(self) -> Rows:
        return self.rows(
            "select line_number, reason from landing.rejected_lines order by extract_file, 1"
        )

    def tables(self) -> set[str]:
        return {
            f"{schema}.{table}"
            for schema, table in self.rows("select schema_name, table_name from duckdb_tables()")
            if schema not in ("landing", "secrets")
        }


@pytest.fixture
def house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> House:
    for variable in ("FRONTLINE_WAREHOUSE", "FRONTLINE_PSEUDONYM_KEY_FILE"):
        monkeypatch.delenv(variable, raising=False)

    def invoke(arguments: list[str]) -> Run:
        monkeypatch.setattr(sys, "argv", ["land_extracts.py", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        return Run(int(end.value.code or 0), printed.out, printed.err)

    return House(tmp_path, invoke)
