"""The pages a reader starts from: their links lead somewhere, their commands and lists are real."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from tests.project.breaks import add, broken_by, swap
from tests.project.project import Project, forbid
from tests.project.test_kpis import KPIS, rows

README = "README.md"
PAGES = (README, "analyses/*.md")

LINK = re.compile(r"\]\(([^)#\s]*)(?:#([\w-]*))?\)")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)(?=[` \n])")
SCRIPT = re.compile(r"\b(?:scripts|analyses)/[\w/]+\.(?:py|sql)\b")


def slug(title: str) -> str:
    """Spell a title as the anchor that a link to it names."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def commands(text: str) -> str:
    """What a page offers to run: its code blocks and its words in code."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def target_of(page: str, link: str) -> str:
    """Path in the project that a page's relative link leads to."""
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / link).parts if link else PurePosixPath(page).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return "/".join(parts)


@broken_by(add(README, "[a](analyses/b.md)"), "README.md: analyses/b.md")
@broken_by(
    add(README, "[a](analyses/bi_tools.md#nowhere)"), "README.md: analyses/bi_tools.md#nowhere"
)
@broken_by(add("analyses/bi_tools.md", "[a](../nowhere.sql)"), "analyses/bi_tools.md: nowhere.sql")
def test_links_lead_somewhere(project: Project) -> None:
    def is_there(path: str, anchor: str | None) -> bool:
        if anchor is None:
            return any(file == path or file.startswith(f"{path}/") for file in project.files)
        titles = re.findall(r"^#+ (.+)$", project.files.get(path, ""), re.MULTILINE)
        return anchor in [slug(title) for title in titles]

    forbid(
        (
            f"{page}: {path}" + (f"#{anchor}" if anchor else "")
            for page, text in project.matching(*PAGES).items()
            for link, anchor in LINK.findall(text)
            if not link.startswith("https://")
            for path in [target_of(page, link)]
            if not is_there(path, anchor or None)
        ),
        "mend the link",
    )


@broken_by(add(README, "`make tea`"), "README.md: make tea")
@broken_by(swap("Makefile", "\ndemo: ", "\nplay: "), "README.md: make demo")
@broken_by(
    add("analyses/bi_tools.md", "`scripts/sell.py`"), "analyses/bi_tools.md: scripts/sell.py"
)
def test_commands_on_pages_exist(project: Project) -> None:
    targets = set(re.findall(r"^([a-z-]+):", project.files["Makefile"], re.MULTILINE))
    forbid(
        (
            *(
                f"{page}: make {target}"
                for page, text in project.matching(*PAGES).items()
                for target in TARGET.findall(commands(text))
                if target not in targets
            ),
            *(
                f"{page}: {path}"
                for page, text in project.matching(*PAGES).items()
                for path in SCRIPT.findall(text)
                if path not in project.files
            ),
        ),
        "name make targets, scripts and queries that exist",
    )


@broken_by(swap("dbt_project.yml", ", fcr,", ","), "fcr")
@broken_by(swap(README, "/fcr/_fcr__docs.md", "/mood/_mood__docs.md"), "mood")
def test_the_table_of_kpis_is_that_of_the_scorecard(project: Project) -> None:
    pages = re.findall(rf"\]\({KPIS}/(\w+)/_(\w+)__docs\.md\)", project.files[README])
    listed = {kpi for both in pages for kpi in both}
    forbid(
        listed ^ set(project.settings["vars"]["kpis"]),
        "the README links the page of each KPI in var kpis, and of no other",
    )


@broken_by(swap(README, "| `balance` |", "| `stock` |"), "balance")
@broken_by(swap("seeds/kpis.csv", ",count,", ",tally,"), "tally")
def test_every_kind_has_a_line_that_says_how_it_adds_up(project: Project) -> None:
    lines = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", project.files[README], re.MULTILINE)
    explained = {kind for line in lines for kind in re.findall(r"`(\w+)`", line)}
    described = re.search(r"\{% docs kind %\}(.*?)\{%", project.files["models/columns.md"])
    known = set(re.findall(r"(\w+)(?=[,:] )", described[1])) if described else set()
    kinds = {row["kind"] for seed in ("kpis", "kpi_variants") for row in rows(project, seed)} - {""}
    forbid(
        {*(kinds - explained), *(explained - known)},
        "README, Connect a BI tool: one line for each kind in seeds/kpis.csv and columns.md",
    )
