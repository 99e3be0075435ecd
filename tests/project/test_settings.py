"""The doors to the project: one command, in CI as on a desk; UTC everywhere; no telemetry."""

from __future__ import annotations

import yaml

from tests.project.breaks import add, broken_by, drop, put, swap
from tests.project.project import Project, forbid

CI = ".github/workflows/ci.yml"


@broken_by(swap(CI, "bash .ci/run", "pytest"), "ci.yml: pytest")
def test_the_workflow_runs_what_a_developer_runs(project: Project) -> None:
    forbid(
        (
            f"{path}: {step['run'].strip()}"
            for path in project.matching(".github/workflows/*")
            for job in yaml.safe_load(project.files[path])["jobs"].values()
            for step in job["steps"]
            if "run" in step and step["run"].strip() not in ("bash .ci/run", ".ci/run")
        ),
        "put it behind make test; the workflow runs .ci/run and no more",
    )


@broken_by(add(".ci/run", "make demo\n"), "make demo")
@broken_by(drop(CI), "no workflow runs .ci/run")
def test_ci_runs_make_test(project: Project) -> None:
    workflows = "".join(project.matching(".github/workflows/*").values())
    lines = [line.strip() for line in project.files[".ci/run"].splitlines()]
    kept = [line for line in lines if line and not line.startswith(("#", "set -", "cd "))]
    forbid(
        (
            *(["no workflow runs .ci/run"] if ".ci/run" not in workflows else []),
            *([f".ci/run runs {kept}"] if kept not in (["make test"], ["exec make test"]) else []),
        ),
        "CI is .ci/run, and .ci/run is make test",
    )


@broken_by(swap(CI, ', "3.12"', ""), "README.md does not say: Python 3.11 or 3.13")
def test_the_workflow_runs_every_python_that_is_promised(project: Project) -> None:
    *first, last = yaml.safe_load(project.files[CI])["jobs"]["test"]["strategy"]["matrix"]["python"]
    promise = f"Python {', '.join(first)} or {last}"
    forbid(
        [f"README.md does not say: {promise}"] if promise not in project.files["README.md"] else [],
        "test each Python that the README promises",
    )


@broken_by(put("README.md", ""), "README.md")
def test_the_readme_names_the_test_command(project: Project) -> None:
    forbid(
        ["README.md"] if "make test" not in project.files["README.md"] else [],
        "tell the reader to run make test",
    )


@broken_by(swap("profiles.yml", "TimeZone: UTC", "threads: 1"), "duckdb")
def test_every_profile_speaks_utc(project: Project) -> None:
    outputs = yaml.safe_load(project.files["profiles.yml"])["frontline"]["outputs"]
    forbid(
        (
            name
            for name, output in outputs.items()
            if output.get("settings", {}).get("TimeZone") != "UTC"
        ),
        "give the output in profiles.yml settings: {TimeZone: UTC}",
    )


@broken_by(swap("dbt_project.yml", "stats: false", "stats: true"), "dbt_project.yml")
def test_dbt_sends_nothing(project: Project) -> None:
    sends = project.settings.get("flags", {}).get("send_anonymous_usage_stats", True)
    forbid(["dbt_project.yml"] if sends else [], "set flags: {send_anonymous_usage_stats: false}")


@broken_by(lambda project: project.manifest["exposures"].update(board={"owner": {}}), "board")
def test_every_exposure_has_an_owner(project: Project) -> None:
    forbid(
        (
            name
            for name, exposure in project.manifest["exposures"].items()
            if not (exposure["owner"].get("name") or exposure["owner"].get("email"))
        ),
        "say who is told when the exposure breaks",
    )
