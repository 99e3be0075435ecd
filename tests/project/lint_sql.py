"""Lint every SQL file with sqlfluff, whatever shape of a vendor switches it on.

`python -m tests.project.lint_sql 1 3` lints the first of three shares, which run side by side.

sqlfluff skips a file that dbt has switched off and says all is well: here that is a failure.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from typing import Any

from sqlfluff.core import FluffConfig, Linter

from tests.project.project import ROOT
from tests.project.sql import EXPRESSION, uncommented

#: Macros and generic tests are no SQL before they are called.
LINTED = ("models", "tests/macros", "tests/reconciliation", "analyses")


def holding_sql(files: Mapping[str, str]) -> list[str]:
    """List the files, given by path with their text, that are more than calls of macros."""
    return [
        path
        for path, text in sorted(files.items())
        if EXPRESSION.sub("", uncommented(text)).strip()
    ]


def lint(paths: list[str]) -> list[str]:
    """Say what is wrong in files."""
    linter = Linter(config=FluffConfig.from_root())
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
    paths = [path for folder in LINTED for path in (ROOT / folder).rglob("*.sql")]
    files = {path.relative_to(ROOT).as_posix(): path.read_text() for path in paths}
    listed = holding_sql(files)[part - 1 :: parts]
    problems = lint(listed)
    print(*problems, f"sqlfluff: {len(listed)} of {len(files)} files hold SQL", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
