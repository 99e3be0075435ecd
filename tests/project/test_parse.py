"""dbt reads the project without a complaint, so that the next dbt will too."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.project.breaks import broken_by
from tests.project.project import ROOT, Project, forbid, parse

PLANTED = """version: 2
notes: [a key that is dbt's to give]
models:
  - name: planted
    materialized: view
"""


@broken_by(lambda project: project.warnings.append("soon gone"), "soon gone")
def test_dbt_parses_without_a_warning(project: Project) -> None:
    forbid(project.warnings, "mend what dbt warns of; a later dbt will refuse it")


def test_a_planted_deprecation_is_seen(tmp_path: Path) -> None:
    for name in (".gitignore", "dbt_project.yml", "profiles.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "planted.sql").write_text("select 1 as planted_count\n")
    (tmp_path / "models" / "planted.yml").write_text(PLANTED)

    seen = "\n".join(parse(tmp_path, tmp_path / "target").warnings)

    assert "CustomTopLevelKeyDeprecation" in seen
    assert "PropertyMovedToConfigDeprecation" in seen
