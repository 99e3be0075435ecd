"""Two builds as of the same moment give the same rows: threads, zone and arrival do not matter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.e2e.conftest import ROOT, dbt, dbt_build, dbt_run, land, without
from tests.oracle.make_custom_extracts import make_extracts

AS_OF = datetime(2026, 3, 16)


def simulate(extracts: Path) -> None:
    """Write extracts of every vendor there are makers for, several files a table."""
    make_extracts(extracts, AS_OF, tickets=150)
    make = [sys.executable, "scripts/make_extracts.py", str(extracts), "--tickets", "150"]
    period = ["--customers", "--days", "30", "--until", "2026-03-15"]
    subprocess.run([*make, *period], cwd=ROOT, check=True, capture_output=True)


def land_backwards(extracts: Path, warehouse: Path, scratch: Path) -> int:
    """Land the later half of every table's files first; return how many came before their turn."""
    files = sorted(path for path in extracts.rglob("*") if path.is_file())
    tables: dict[tuple[str, ...], list[Path]] = {}
    for path in files:
        tables.setdefault(path.relative_to(extracts).parts[:2], []).append(path)
    late = {path for listed in tables.values() for path in listed[len(listed) // 2 :]}
    early = set(files) - late
    for name, half in (("late", late), ("early", early)):
        for path in half:
            place = scratch / name / path.relative_to(extracts)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
        land(scratch / name, warehouse)
    return len(early)


def other_profile(folder: Path) -> Path:
    """Write the project's profile with more threads and another session zone."""
    profiles = yaml.safe_load((ROOT / "profiles.yml").read_text())
    output = profiles["frontline"]["outputs"]["duckdb"]
    output["threads"] = output["config_options"]["threads"] = 4
    output["settings"]["TimeZone"] = "Asia/Kathmandu"
    folder.mkdir()
    (folder / "profiles.yml").write_text(yaml.safe_dump(profiles))
    return folder


def differences(one: Path, other: Path) -> tuple[int, list[str]]:
    """Return how many tables were compared, and how many rows of which are on one side only.

    Every column counts, loaded_at too: both landings say they happened at the same moment.
    """
    differing = []
    with duckdb.connect() as connection:
        connection.execute("attach $path as one (read_only)", {"path": str(one)})
        connection.execute("attach $path as other (read_only)", {"path": str(other)})
        names = connection.execute("""
            select schema_name || '.' || table_name from duckdb_tables()
            where database_name = 'one' and schema_name in ('intermediate', 'marts')
        """).fetchall()
        for (name,) in names:
            found = connection.execute(f"""
                select count(*) from (
                    (from one.{name} except all from other.{name})
                    union all
                    (from other.{name} except all from one.{name})
                )
            """).fetchone()
            assert found is not None
            differing += [f"{name}: {found[0]} rows"] if found[0] else []
        rows = connection.execute("select count(*) from one.marts.fct_kpis_daily").fetchone()
    assert rows is not None
    assert rows[0] > 1000
    return len(names), differing


@dataclass(frozen=True)
class Project:
    """Extracts, and the first build of them."""

    folder: Path
    dbt_vars: dict[str, object]
    built: Path

    @property
    def extracts(self) -> Path:
        return self.folder / "extracts"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("rebuild")
    simulate(folder / "extracts")
    dbt_vars: dict[str, object] = {
        "vendors": sorted(path.name for path in (folder / "extracts").iterdir()),
        "as_of": str(AS_OF),
    }
    land(folder / "extracts", folder / "one")
    return Project(folder, dbt_vars, dbt_run(folder / "one", dbt_vars))


def test_rebuild_is_identical(first: Project, tmp_path: Path) -> None:
    assert land_backwards(first.extracts, tmp_path / "other", tmp_path) > 20
    other_ways = ("--profiles-dir", str(other_profile(tmp_path / "profile")))
    no_tests = without("unit_test", "test")
    other = dbt_build(tmp_path / "other", first.dbt_vars, *no_tests, *other_ways)
    compared, differing = differences(first.built, other)
    assert compared > 50
    assert differing == []


def test_a_model_takes_the_name_of_what_was_there_or_leaves_it(first: Project) -> None:
    with duckdb.connect(str(first.built)) as connection:
        connection.execute("drop view intermediate.int_calls_scoped")
        connection.execute("create table intermediate.int_calls_scoped as select 1 as n")
        connection.execute("drop table intermediate.int_agents_identified")
        agents = connection.execute("from marts.dim_agents order by all").fetchall()
    selected = ("--select", "int_calls_scoped", "dim_agents")
    with pytest.raises(pytest.fail.Exception, match="int_agents_identified does not exist"):
        dbt(first.built.parent, first.dbt_vars, "run", *selected)
    with duckdb.connect(str(first.built)) as connection:
        assert connection.execute("from marts.dim_agents order by all").fetchall() == agents != []
        assert connection.execute("""
            select view_name from duckdb_views() where view_name = 'int_calls_scoped'
        """).fetchall() == [("int_calls_scoped",)]
