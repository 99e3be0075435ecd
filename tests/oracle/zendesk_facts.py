"""Every daily fact of the helpdesk, and every promise judged, from its raw extracts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.business_durations import business_resolution_times, business_response_times
from tests.oracle.business_time import Desks
from tests.oracle.daily import Fact, Key
from tests.oracle.durations import Duration, daily_sums
from tests.oracle.escalation_rate import escalation_rate
from tests.oracle.fcr import fcr, fcr_reasons, read_exclusions, read_variants
from tests.oracle.first_response_time import first_response_times
from tests.oracle.identities import identified_tickets, identities, keys_of_users, read_blocks
from tests.oracle.reading import vocabularies
from tests.oracle.reopen_rate import reopen_rate
from tests.oracle.resolution_rate import resolution_rate
from tests.oracle.resolution_time import resolution_times
from tests.oracle.sla_adherence import computed_promises, sla_adherence
from tests.oracle.sla_clocks import Judgement, judge, read_statuses
from tests.oracle.ticket_backlog import ticket_backlog
from tests.oracle.ticket_measures import Measures, measures_of
from tests.oracle.ticket_volume import ticket_volume
from tests.oracle.tickets import Ticket
from tests.oracle.zendesk import prefixed, read_bots, zendesk_histories
from tests.oracle.zendesk_promises import (
    holidays_of,
    read_zones,
    shifts_of,
    ticket_schedules_of,
    zendesk_targets,
)
from tests.oracle.zendesk_reading import Extract, Raw, read_extracts

#: The first day of the calendar; it ends with the year after the build's moment.
FIRST_DAY = date(2024, 1, 1)


@dataclass
class Truth:
    """What the built tables must hold."""

    facts: dict[str, dict[Key, Fact]]
    durations: dict[str, list[Duration]]
    judged: list[Judgement]
    measures: dict[str, Measures]
    contacts: dict[tuple[str, str], str | None]


def read_tiers(seed: Path, groups: list[Raw]) -> dict[str, int]:
    """Give the support tier of each group that has one."""
    with seed.open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    return {
        str(prefixed(group["id"])): int(line["support_tier"])
        for group in groups
        for line in listed
        if line["group_id"] in ("", str(group["id"]))
        and line["group_name"] in ("", str(group["name"]).lower())
    }


def desks_of(read: dict[str, Extract], seeds: Path, as_of: datetime) -> Desks:
    """Give the schedules that tickets had."""
    return Desks.of(
        shifts_of(read["schedule"].kept, read_zones(seeds / "time_zone_names.csv")),
        holidays_of(read["schedule_holiday"].kept),
        ticket_schedules_of(read["ticket_schedule"].kept),
        (FIRST_DAY, date(as_of.year + 1, 12, 31)),
    )


def ticket_durations(
    tickets: dict[str, Ticket], desks: Desks, as_of: datetime
) -> dict[str, list[Duration]]:
    """Give what tickets took, on every clock."""
    return {
        "first_response_time": [
            *first_response_times(tickets, as_of),
            *business_response_times(tickets, desks, as_of),
        ],
        "resolution_time": [
            *resolution_times(tickets, as_of),
            *business_resolution_times(tickets, desks, as_of),
        ],
    }


def ticket_facts(
    tickets: dict[str, Ticket], tiers: dict[str, int], as_of: datetime, zone: ZoneInfo
) -> dict[str, dict[Key, Fact]]:
    """Give how many tickets there were, and what became of them; no agent is a manager."""
    return {
        "ticket_volume": ticket_volume(tickets, zone),
        "ticket_backlog": ticket_backlog(tickets, as_of, zone),
        "resolution_rate": resolution_rate(tickets, as_of, zone),
        "reopen_rate": reopen_rate(tickets, as_of, zone),
        "escalation_rate": escalation_rate(tickets, tiers, set(), as_of, zone),
    }


def ask_the_oracle(extracts: Path, seeds: Path, as_of: datetime, zone: ZoneInfo) -> Truth:
    read = read_extracts(extracts)
    own_seeds = seeds / "vendors" / "zendesk"
    words = vocabularies(own_seeds / "zendesk_words.csv")
    tickets = zendesk_histories(read, words, read_bots(own_seeds / "zendesk_bots.csv"), as_of)
    who = identities(keys_of_users(read["user"].kept), read_blocks(seeds / "identity_blocks.csv"))
    tickets = identified_tickets(tickets, who)
    desks = desks_of(read, seeds, as_of)
    targets = zendesk_targets(read, tickets, words, as_of)
    judged = judge(targets, read_statuses(seeds / "sla_clock_statuses.csv"), desks, as_of)
    durations = ticket_durations(tickets, desks, as_of)
    tiers = read_tiers(own_seeds / "zendesk_support_tiers.csv", read["group"].kept)
    variants = read_variants(seeds / "fcr_variants.csv")
    exclusions = read_exclusions(seeds / "fcr_exclusions.csv")
    facts = {
        **ticket_facts(tickets, tiers, as_of, zone),
        "sla_adherence": sla_adherence(computed_promises(judged), as_of, zone),
        "fcr": fcr(tickets, variants, exclusions, as_of, zone),
    } | {kpi: daily_sums(found, zone) for kpi, found in durations.items()}
    measures = {name: measures_of(ticket, desks, as_of) for name, ticket in tickets.items()}
    contacts = fcr_reasons(tickets, variants, exclusions)
    return Truth(facts, durations, judged, measures, contacts)
