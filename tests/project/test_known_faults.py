"""Every known fault of other tools has a test that is really there, and asserts something."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.e2e.known_faults import FAULTS

E2E = Path(__file__).resolve().parents[1] / "e2e"
NUMBERS = (
    *(f"B{number}" for number in range(1, 21)),
    *(f"H{number:02}" for number in (*range(1, 16), 23, 24, 26, 27, 28, 29, 34, 36)),
)


def asserting_tests(module: str) -> set[str]:
    """Give the tests of a module that assert or fail, and are not skipped."""
    tree = ast.parse((E2E / f"{module}.py").read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not any("skip" in ast.unparse(mark) for mark in node.decorator_list)
        and any(
            isinstance(part, ast.Assert) or "pytest.fail" in ast.unparse(part)
            for part in ast.walk(node)
            if isinstance(part, ast.Assert | ast.Expr)
        )
    }


def test_every_number_is_listed_once() -> None:
    assert tuple(FAULTS) == NUMBERS


@pytest.mark.parametrize("number", FAULTS)
def test_every_fault_has_its_tests(number: str) -> None:
    fault, modules = FAULTS[number]
    missing = [
        f"{module}::{name}"
        for module, names in modules.items()
        for name in names
        if name not in asserting_tests(module)
    ]
    assert any(modules.values()), f"{number}, {fault}: no test"
    assert not missing, f"{number}, {fault}: no such test, or it asserts nothing: {missing}"
