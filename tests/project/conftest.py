"""One parse for all rules, and a fresh copy of it to break."""

from __future__ import annotations

import json

import pytest

from tests.project.project import ROOT, Project, parse


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return parse(ROOT, tmp_path_factory.mktemp("manifest"))


@pytest.fixture(scope="session")
def manifest_text(project: Project) -> str:
    return json.dumps(project.manifest)


@pytest.fixture
def copied(project: Project, manifest_text: str) -> Project:
    return Project(dict(project.files), json.loads(manifest_text), list(project.warnings))
