"""Files are small, named after what they hold, in use, and say what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.project.breaks import broken_by, changed, put, uncalled, unread
from tests.project.project import Node, Project, folder, forbid

LIMITS = {
    "models/*.sql": 120,
    "analyses/*.sql": 120,
    "macros/*.sql": 60,
    "tests/*.sql": 120,
    "scripts/*.py": 300,
    "tests/*.py": 600,
    "*.yml": 300,
}

#: A model's name by its folder.
NAMES = {
    r"models/staging/(\w+)": r"(base|prep|stg)_{0}(_[a-z]+)?__[a-z][a-z0-9_]*",
    r"models/intermediate/(\w+)": r"int_[a-z0-9_]+_[a-z]+",
    r"models/marts/core": r"(dim|fct)_[a-z0-9_]+s",
    r"models/marts/kpis/(\w+)": r"fct_{0}_[a-z0-9_]+",
    r"models/marts/scorecard": r"fct_[a-z0-9_]+_(daily|periods)|fct_\w+_to_\w+|dim_[a-z0-9_]+s",
}

HEADER = ("What", "Why", "How to fix")

#: Spelled with brackets, or this line would find itself.
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b(?!\s*\(?#\d+)")

#: Up to 3.11.4, which many a machine still has, Python matches it wrongly (its gh-106052).
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{+\d*,?\d*\}+)\+")

MACHINE_PATH = re.compile(r"(?<![\w.\-*}])/(?:tmp|home|root|Users|work)/\w")


def lines_with(pattern: re.Pattern[str], files: dict[str, str]) -> Iterator[str]:
    for path, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield f"{path}:{number}"


@broken_by(put("models/a.sql", "\n" * 121), "models/a.sql has 121 lines")
@broken_by(put("macros/a.sql", "\n" * 61), "macros/a.sql has 61 lines")
@broken_by(put("scripts/a/b.py", "\n" * 301), "scripts/a/b.py has 301 lines")
@broken_by(put("models/a.yml", "\n" * 301), "models/a.yml has 301 lines")
def test_files_are_short(project: Project) -> None:
    forbid(
        (
            f"{path} has {len(text.splitlines())} lines, the limit is {limit}"
            for pattern, limit in LIMITS.items()
            for path, text in project.matching(pattern).items()
            if len(text.splitlines()) > limit
        ),
        "split it: one idea a model, one job a macro, one file a model in YAML",
    )


@broken_by(changed("dim_teams", name="teams"), "dim_teams.sql")
@broken_by(changed("fct_fcr_daily", name="fct_csat_daily"), "fct_fcr_daily.sql")
def test_models_are_named_by_their_layer(project: Project) -> None:
    def is_named(node: Node) -> bool:
        for where, name in NAMES.items():
            if found := re.fullmatch(where, folder(node)):
                return re.fullmatch(name.format(*found.groups()), node["name"]) is not None
        return False

    forbid(
        (node["original_file_path"] for node in project.models.values() if not is_named(node)),
        "base_, prep_ or stg_<vendor>__, int_<things>_<done>, dim_<things>, fct_<things or kpi>",
    )


@broken_by(changed("dim_teams", name="dim__teams"), "dim__teams")
def test_double_underscores_separate_vendors_only(project: Project) -> None:
    forbid(
        (
            node["name"]
            for node in project.models.values()
            if node["name"].count("__") != folder(node).startswith("models/staging")
        ),
        "a staging model's name has one double underscore, all others none",
    )


@broken_by(changed("dim_teams", patch_path=None), "dim_teams in no YAML")
@broken_by(changed("dim_teams", patch_path="frontline://models/a.yml"), "dim_teams in")
@broken_by(changed("dim_teams", alias="teams"), "dim_teams in")
def test_models_are_declared_in_their_own_folder(project: Project) -> None:
    forbid(
        (
            f"{node['name']} in {node['patch_path'] or 'no YAML'}"
            for node in project.models.values()
            if (node["patch_path"] or "").rpartition("/")[0] != f"frontline://{folder(node)}"
            or node["alias"] != node["name"]
        ),
        "declare the model in a YAML file beside it, under its own name",
    )


@broken_by(uncalled("vendor_id"), "macros/conform/vendor_id.sql")
def test_no_macro_is_unused(project: Project) -> None:
    callers = [*project.manifest["nodes"].items(), *project.macros.items()]
    called = {
        macro
        for name, caller in callers
        for macro in caller["depends_on"]["macros"]
        if macro != name
    }
    overrides = {key.rpartition(".")[2] for key in project.manifest["macros"] if ".dbt." in key}
    forbid(
        (
            macro["original_file_path"]
            for key, macro in project.macros.items()
            if key not in called
            and macro["name"] not in overrides
            and not macro["name"].startswith("materialization_")
            and "__" not in macro["name"]
        ),
        "call the macro or generic test, or delete it",
    )


@broken_by(unread("fcr_exclusions"), "seeds/fcr_exclusions.csv")
def test_no_seed_is_unused(project: Project) -> None:
    read = {
        parent
        for node in (project.of_type("model") | project.of_type("analysis")).values()
        for parent in node["depends_on"]["nodes"]
    }
    forbid(
        (
            seed["original_file_path"]
            for key, seed in project.seeds.items()
            if key not in read and seed["config"]["meta"].get("read_by") not in project.files
        ),
        "ref the seed, name the script that reads it in config.meta.read_by, or delete it",
    )


@broken_by(
    put("tests/reconciliation/assert_a.sql", "-- What: a.\n-- Why: b.\n"), "lacks How to fix"
)
@broken_by(put("tests/reconciliation/a.sql", "/* What Why How to fix */"), "lacks the name")
def test_reconciliations_say_what_why_and_how_to_fix(project: Project) -> None:
    def header(text: str) -> str:
        found = re.match(r"\s*((?:--[^\n]*\n\s*)+|/\*.*?\*/|\{#.*?#\})", text, re.DOTALL)
        return found[1] if found else ""

    forbid(
        (
            f"{path} lacks {', '.join(missing) or 'the name assert_<truth>'}"
            for path, text in project.matching("tests/reconciliation/*.sql").items()
            for missing in [
                [word for word in HEADER if not re.search(rf"\b{word}\b", header(text))]
            ]
            if missing or not path.startswith("tests/reconciliation/assert_")
        ),
        "open with a comment: What is compared, Why it must hold, How to fix it",
    )


@broken_by(put("tests/macros/test_a.sql", "select 1"), "tests/macros/test_a.sql")
def test_macro_tests_say_what_they_prove(project: Project) -> None:
    forbid(
        (
            path
            for path, text in project.matching("tests/macros/*.sql").items()
            if not re.match(r"-- \S|\{#-? \S", text)
        ),
        "open with a comment: what the macro does at its edges",
    )


@broken_by(put("scripts/a.py", "\n# todo: later".upper()), "scripts/a.py:2")
def test_nothing_is_left_unfinished(project: Project) -> None:
    forbid(
        lines_with(UNFINISHED, project.files),
        "do it now, or name its issue: (#12)",
    )


@broken_by(put("a.md", "see /HOME/me".lower()), "a.md:1")
def test_no_file_knows_this_machine(project: Project) -> None:
    forbid(
        lines_with(MACHINE_PATH, project.files),
        "write paths relative to the project",
    )


@broken_by(put("scripts/a.py", 'IT = re.compile(r"(?:a+|b)*' + '+")'), "scripts/a.py:1")
@broken_by(put("scripts/a.py", 'IT = re.compile(r"(?:a+|b){2,}' + '+")'), "scripts/a.py:1")
def test_no_group_repeats_possessively(project: Project) -> None:
    forbid(
        lines_with(POSSESSIVE_GROUP, project.matching("*.py")),
        "write an atomic group, (?>(?:...)*): it matches the same in every Python",
    )
