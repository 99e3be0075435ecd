"""Lint every SQL file with sqlfluff; what another shape of a vendor switches on, in its own pass.

`python -m tests.project.lint_sql 1 2` lints the first of two shares, so that two run side by side.

sqlfluff skips a file that dbt has switched off and says all is well: here that is a failure.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Mapping
from typing import Any

import yaml
from sqlfluff.core import FluffConfig, Linter

from tests.project.project import ROOT
from tests.project.sql import EXPRESSION, uncommented

#: Macros and generic tests are no SQL before they are called.
LINTED = ("models", "tests/macros", "tests/reconciliation", "analyses")
IN_A_SHAPE = re.compile(r"enabled=plugged_in\('(\w+)', '(\w+)'\)")

#: A vendor and a shape of it that is not its usual one; none for what every project builds.
Shape = tuple[str, str] | None


def passes(files: Mapping[str, str], usual: Mapping[str, str]) -> dict[Shape, list[str]]:
    """Sort the files that hold SQL, by path with their text, by the shape that switches them on."""
    by_shape: dict[Shape, list[str]] = {None: []}
    for path, text in sorted(files.items()):
        if not EXPRESSION.sub("", uncommented(text)).strip():
            continue  # calls of macros, and not a word of SQL
        found = IN_A_SHAPE.search(text)
        shape = (found[1], found[2]) if found and usual.get(found[1]) != found[2] else None
        by_shape.setdefault(shape, []).append(path)
    return by_shape


def lint(shape: Shape, paths: list[str]) -> list[str]:
    """Say what is wrong in files that need the shape."""
    config = FluffConfig.from_root()
    if shape:
        vendor, name = shape
        config.set_value(["templater", "dbt", "context", "sources", vendor, "shape"], name)
    linter = Linter(config=config)
    result = linter.lint_paths(tuple(paths), ignore_files=False, retain_files=False)
    manifest: Any = getattr(linter.templater, "dbt_manifest", None)
    known = {node.original_file_path for node in manifest.nodes.values()}
    problems = [f"{path}: skipped, dbt has switched it off" for path in paths if path not in known]
    for record in result.as_records():
        for found in record["violations"]:
            place = f"{record['filepath']}:{found['start_line_no']}:{found['start_line_pos']}"
            problems.append(f"{place}: {found['code']} {found['description']}")
    return problems


def main(part: int = 1, parts: int = 1) -> int:
    """Lint a share of all files, the whole by default; 1 if anything is wrong."""
    # a tree of SQL is no garbage while it is linted; looking for some takes as long as the linting
    gc.set_threshold(100_000, 50, 50)
    usual = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]["default_shapes"]
    paths = [path for folder in LINTED for path in (ROOT / folder).rglob("*.sql")]
    files = {path.relative_to(ROOT).as_posix(): path.read_text() for path in paths}
    by_shape = {shape: listed[part - 1 :: parts] for shape, listed in passes(files, usual).items()}
    problems = [
        line for shape, listed in by_shape.items() if listed for line in lint(shape, listed)
    ]
    linted = sum(map(len, by_shape.values()))
    print(*problems, f"sqlfluff: {linted} of {len(files)} files hold SQL", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
