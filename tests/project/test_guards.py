"""Every rule is broken on purpose, in a copy, and must say so: a guard that cannot fire is none."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

from tests.project.breaks import GUARDED, Break, Rule
from tests.project.project import Project, forbid

MODULES = [
    importlib.import_module(f"tests.project.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if path.stem != "test_guards"
]


@pytest.mark.parametrize(
    ("rule", "broken", "says"),
    GUARDED,
    ids=[f"{rule.__name__}-{says}" for rule, _, says in GUARDED],
)
def test_a_broken_rule_says_so(copied: Project, rule: Rule, broken: Break, says: str) -> None:
    broken(copied)

    with pytest.raises(AssertionError, match=re.escape(says)):
        rule(copied)


def test_every_rule_has_been_broken() -> None:
    broken = {rule for rule, _, _ in GUARDED}
    forbid(
        (
            f"{module.__name__}.{name}"
            for module in MODULES
            for name, rule in inspect.getmembers(module, inspect.isfunction)
            if name.startswith("test_")
            and "project" in inspect.signature(rule).parameters
            and rule not in broken
        ),
        "give the rule a @broken_by",
    )
