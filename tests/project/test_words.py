"""Every word of a vendor that a seed translates is in the query for words that none lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.project.breaks import broken_by, swap
from tests.project.project import Project, forbid

QUERY = "analyses/words_not_understood.sql"

#: A column of staging that is looked up in a vocabulary.
LOOKED_UP = re.compile(
    r"\.vocabulary (?:=|in) \(?('[^)\n]*')\)?\s+and \{\{ word_key\('\w+\.(\w+)'\) \}\}"
)

#: Columns that mean something only in the words listed, and a role, which is asked for as an actor.
NOT_ASKED = {
    *(("tag", "tag"), ("user_type", "user_type"), ("customer_address_type", "address_type")),
    *(("finished", "finished"), ("request_type", "request_type"), ("metric", "sla_metric")),
    *(("vendor_score", "rating"), ("role", "agent_role")),
}
#: Where a step has given the column another name.
ASKED_AS = {"vendor_priority": "priority"}


def looked_up(project: Project) -> Iterator[tuple[str, str, str]]:
    """Yield vendor, column and vocabularies, as staging looks words up."""
    for path, text in project.matching("models/staging/*.sql").items():
        for vocabularies, column in LOOKED_UP.findall(text):
            if (column, vocabularies.strip("'")) not in NOT_ASKED:
                yield path.split("/")[2], ASKED_AS.get(column, column), vocabularies


@broken_by(swap(QUERY, "'channel': ['channel'], ", ""), "amazon_connect: channel in 'channel'")
@broken_by(swap(QUERY, "['leg_kind']", "['outcome']"), "custom: leg_kind in 'leg_kind'")
def test_words_that_no_seed_lists_are_asked_for(project: Project) -> None:
    text = project.files[QUERY]
    asked = {
        (vendor, column, vocabularies)
        for vendor in project.settings["vars"]["vendors"]
        for table in re.findall(rf"'base_{vendor}_\w+': \{{(.*?)\}}", text, re.DOTALL)
        for column, vocabularies in re.findall(r"'(\w+)': \[(.*?)\]", table)
    }
    forbid(
        (
            f"{vendor}: {column} in {vocabularies}"
            for vendor, column, vocabularies in looked_up(project)
            if (vendor, column, vocabularies) not in asked
        ),
        f"what staging looks up in a vocabulary stands in {QUERY}",
    )
