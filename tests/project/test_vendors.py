"""Only a vendor's own folder knows its name."""

from __future__ import annotations

import re

from tests.project.breaks import add, broken_by, put
from tests.project.project import Project, forbid

CORE = "models/marts/core"

#: Names that must not appear even before there is an adapter for them.
WELL_KNOWN = {
    *("aircall", "amazon_connect", "chargebee", "dialpad", "dixa", "five9", "freshdesk"),
    *("freshservice", "genesys", "gladly", "gorgias", "helpscout", "hubspot", "intercom"),
    *("kustomer", "medallia", "qualtrics", "recurly", "ringcentral", "salesforce", "servicenow"),
    *("shopify", "stripe", "surveymonkey", "talkdesk", "trengo", "twilio", "zendesk", "zoho"),
}


def vendors(project: Project) -> set[str]:
    """Adapters and the well known; `custom` is no name."""
    folders = {path.split("/")[2] for path in project.matching("models/staging/*/*")}
    return (folders | WELL_KNOWN) - {"custom"}


@broken_by(add(f"{CORE}/dim_teams.sql", "-- as Zendesk says"), "dim_teams.sql mentions zendesk")
@broken_by(
    add(f"{CORE}/dim_teams.sql", "from stg_genesys__teams"), "dim_teams.sql mentions genesys"
)
@broken_by(add(f"{CORE}/_core__models.yml", "# as Stripe"), "_core__models.yml mentions stripe")
@broken_by(put("macros/amazon_connect_id.sql", ""), "mentions amazon_connect")
def test_vendor_names_stay_in_their_folder(project: Project) -> None:
    names = "|".join(sorted(vendors(project))).replace("_", "[ _-]?")
    # bounded by letters only: a name also hides in stg_<vendor>__tickets
    mention = re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")
    forbid(
        (
            f"{path} mentions {name}"
            for path, text in project.matching("models/*", "macros/*").items()
            for name in mention.findall(f"{path}\n{text}".lower())
            if not path.startswith(f"models/staging/{re.sub('[ -]', '_', name)}/")
        ),
        "say it without the vendor's name, or move it to models/staging/<vendor> or seeds/vendors",
    )
