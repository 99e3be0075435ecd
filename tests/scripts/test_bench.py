"""What the measurement adds up and says; the clocks themselves are only held to lower bounds."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from scripts.measuring import runs
from scripts.measuring.command import app
from scripts.measuring.process import BenchError, Usage, measured
from scripts.measuring.report import summary, tables
from scripts.measuring.runs import Measurement, Plan, Run, landed_rows, run_models, vendors_of

BUSY = "import time\nwhile time.process_time() < 0.3: pass"
BIG = "text = b'x' * 900_000_000"
FAILING = "print('said before'); raise SystemExit(3)"

FILES = """
create schema landing;
create table landing.files (vendor_name varchar, table_name varchar, row_count bigint);
"""
LANDED = """
insert into landing.files values
    ('desk', 'tickets', 30), ('desk', 'tickets', 12), ('desk', 'users', 0)
"""

PLAN = Plan({"tickets": 50}, None, "2026-10-01 00:00:00")


def python(code: str, folder: Path) -> Usage:
    return measured([sys.executable, "-c", code], folder, folder, folder / "log")


def test_a_busy_child_is_charged_and_a_sleeping_one_is_waited_for(tmp_path: Path) -> None:
    assert python(BUSY, tmp_path).cpu_seconds >= 0.3
    sleeping = python("import time; time.sleep(0.3)", tmp_path)
    assert sleeping.wall_seconds >= 0.3
    assert sleeping.cpu_seconds < sleeping.wall_seconds


def test_a_grandchild_is_charged_too(tmp_path: Path) -> None:
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"
    assert python(code, tmp_path).cpu_seconds >= 0.3


def test_peak_memory_is_in_bytes(tmp_path: Path) -> None:
    small, big = python("", tmp_path).peak_bytes, python(BIG, tmp_path).peak_bytes
    # a child starts with the peak of the process it was forked from
    assert 1_000_000 < small < 900_000_000 < big < 2_000_000_000


def test_a_failing_child_is_an_error_that_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="said before"):
        python(FAILING, tmp_path)


def ran(cpu: float, wall: float, peak: int, models: dict[str, float]) -> Run:
    return Run(Usage(cpu, wall, peak), models, {"fct_tickets": 7})


@pytest.fixture
def measurement() -> Measurement:
    models = {f"model_{n:02}": n / 10 for n in range(12)} | {"fct_tickets": 9.0}
    return Measurement(
        vendors=["desk"],
        raw_rows={"desk.events": 900, "desk.tickets": 100},
        empty=ran(8.0, 6.0, 200_000_000, {"fct_tickets": 0.25}),
        full=ran(28.0, 16.0, 1_500_000_000, models),
        yardsticks=(1.501, 1.75),
    )


def test_what_counts_is_the_full_run_less_the_empty_one(measurement: Measurement) -> None:
    found = summary(PLAN, measurement)
    assert found["raw_rows"] == 1000
    assert found["counted"] == {
        "cpu_seconds": 20.0,
        "wall_seconds": 10.0,
        "peak_memory_mb": 1500,
        "rows_per_cpu_second": 50,
        "rows_per_second": 100,
    }
    assert found["on_nothing"]["cpu_seconds"] == 8.0
    assert found["yardsticks_cpu_seconds"] == [1.5, 1.75]
    assert found["amounts"] == {"tickets": 50}


def test_a_run_as_fast_as_nothing_has_no_speed(measurement: Measurement) -> None:
    found = summary(
        PLAN, Measurement(["desk"], {}, measurement.full, measurement.empty, (1.0, 1.0))
    )
    assert found["counted"]["cpu_seconds"] == -20.0
    assert found["counted"]["rows_per_cpu_second"] is None


def test_the_ten_slowest_models_come_first(measurement: Measurement) -> None:
    models = summary(PLAN, measurement)["slowest_models"]
    expected = ["fct_tickets"] + [f"model_{n:02}" for n in range(11, 2, -1)]
    assert [one["model"] for one in models] == expected
    assert models[0] == {
        **{"model": "fct_tickets", "seconds": 9.0, "seconds_on_nothing": 0.25, "rows": 7}
    }
    assert models[1]["rows"] is None


def test_the_tables_have_a_line_for_every_figure(measurement: Measurement) -> None:
    costs, models = tables(summary(PLAN, measurement))
    assert costs.row_count == 5
    assert "1.5 CPU-seconds before and 1.75 after" in str(costs.caption)
    assert models.row_count == 10


class Shop:
    """A stand-in for the scripts and dbt: remembers its commands, leaves what they would."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.warehouses: set[Path] = set()

    def run(self, command: list[str], _folder: Path, warehouse: Path, _log: Path) -> Usage:
        self.commands.append(command)
        self.warehouses.add(warehouse)
        if "scripts/make_extracts.py" in command:
            (Path(command[2]) / "desk").mkdir(parents=True)
        elif "scripts/land_extracts.py" in command:
            with duckdb.connect(str(warehouse / "raw.duckdb")) as raw:
                raw.execute(FILES)
                if "--create-only" not in command:
                    raw.execute(LANDED)
        elif "run" in command:
            results = [{"unique_id": "model.frontline.fct_tickets", "execution_time": 0.5}]
            results = [] if "nothing" in command else results
            (warehouse / "target").mkdir()
            (warehouse / "target" / "run_results.json").write_text(json.dumps({"results": results}))
            with duckdb.connect(str(warehouse / "build.duckdb")) as built:
                built.execute("create table fct_tickets as from range(5)")
        return Usage(1.0 + len(self.commands), 1.0, 1_000_000)


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    made = Shop()
    monkeypatch.setattr(runs, "measured", made.run)
    return made


def test_both_runs_follow_a_seed_that_is_not_counted(tmp_path: Path, shop: Shop) -> None:
    warehouse = tmp_path / "empty"
    warehouse.mkdir()
    run = run_models(warehouse, "{}")
    assert [command[4] for command in shop.commands] == ["seed", "run"]
    assert run == Run(Usage(3.0, 1.0, 1_000_000), {"fct_tickets": 0.5}, {"fct_tickets": 5})


def invoke(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "120"})
    return result.exit_code, result.output


def test_the_command_writes_figures_and_leaves_nothing_else(tmp_path: Path, shop: Shop) -> None:
    code, output = invoke("--tickets", "60", "--warehouse", str(tmp_path))
    assert code == 0, output
    assert [path.name for path in tmp_path.iterdir()] == ["bench.json"]
    found: dict[str, Any] = json.loads((tmp_path / "bench.json").read_text())
    assert found["raw_rows_by_table"] == {"desk.tickets": 42, "desk.users": 0}
    # the yardstick, seed and run on nothing, then on everything, then the yardstick again
    assert ["yardstick" in command[-1] for command in shop.commands[3:]] == [
        *(True, False, False, False, False, True)
    ]
    assert found["counted"]["cpu_seconds"] == 2.0
    assert found["slowest_models"][0]["rows"] == 5
    assert "--tickets 60" in " ".join(shop.commands[0])
    assert "fct_tickets" in output
    # the user's own warehouse is never the one that is built
    assert tmp_path not in shop.warehouses


def test_extracts_that_exist_are_kept_and_figures_go_where_told(tmp_path: Path, shop: Shop) -> None:
    (tmp_path / "given" / "desk").mkdir(parents=True)
    (tmp_path / "given" / "desk" / "tickets.csv").write_text("id\n1\n")
    house = tmp_path / "house"
    path = tmp_path / "elsewhere" / "figures.json"
    options = ["--extracts", str(tmp_path / "given"), "--json", str(path), "--keep"]
    code, output = invoke(*options, "--warehouse", str(house))
    assert code == 0, output
    assert json.loads(path.read_text())["amounts"] is None
    assert not any("scripts/make_extracts.py" in command for command in shop.commands)
    assert (tmp_path / "given" / "desk" / "tickets.csv").exists()
    (kept,) = house.iterdir()
    assert {"empty", "full"} <= {one.name for one in kept.iterdir()}
    assert landed_rows(kept / "full") == {"desk.tickets": 42, "desk.users": 0}


@pytest.mark.parametrize("name", ["absent", "vacant"])
def test_no_extracts_is_an_error_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "vacant").mkdir()
    with pytest.raises(BenchError, match="extracts"):
        vendors_of(tmp_path / name)
    code, output = invoke("--extracts", str(tmp_path / name), "--warehouse", str(tmp_path / "w"))
    assert code == 1
    assert output.startswith("bench: ")
    assert list((tmp_path / "w").iterdir()) == []


@pytest.mark.long
def test_a_small_build_is_measured(tmp_path: Path) -> None:
    code, output = invoke("--tickets", "200", "--warehouse", str(tmp_path))
    assert code == 0, output
    found = json.loads((tmp_path / "bench.json").read_text())
    assert found["raw_rows"] > 2000
    assert found["on_everything"]["cpu_seconds"] > 0
    assert len(found["slowest_models"]) == 10


def test_what_is_selected_is_run_on_nothing_and_on_everything(tmp_path: Path, shop: Shop) -> None:
    code, output = invoke(
        *("--select", "+fct_a +fct_b", "--warehouse", str(tmp_path), "--tickets", "60")
    )
    assert code == 0, output
    dbt = [command for command in shop.commands if "dbt.cli.main" in command]
    ran = [command[command.index("--select") + 1 :] for command in dbt if "--select" in command]
    assert [command[4] for command in dbt] == ["seed", "run", "seed", "run"]
    assert ran == [["+fct_a", "+fct_b"]] * 2
    found: dict[str, Any] = json.loads((tmp_path / "bench.json").read_text())
    assert found["selected"] == ["+fct_a", "+fct_b"]


@pytest.mark.usefixtures("shop")
def test_to_select_nothing_is_an_error(tmp_path: Path) -> None:
    code, output = invoke("--select", "nothing", "--warehouse", str(tmp_path), "--tickets", "60")
    assert code == 1
    assert "no model is selected by 'nothing'" in output
    assert list(tmp_path.iterdir()) == []
