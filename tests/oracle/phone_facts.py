"""Every fact of the telephone, and of contacts and tickets with calls, from raw extracts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.agent_time import Shares, daily_facts, read_states, shares
from tests.oracle.calls import Call
from tests.oracle.connect_calls import connect_calls
from tests.oracle.contacts import with_openings
from tests.oracle.daily import Fact, Key
from tests.oracle.durations import Duration, daily_sums
from tests.oracle.fcr import Issues, fcr, issues, read_exclusions, read_variants
from tests.oracle.half_hours import HalfHour, half_hours, waits_within
from tests.oracle.identities import (
    identified_calls,
    identified_tickets,
    identities,
    keys_of_callers,
    keys_of_users,
    read_blocks,
)
from tests.oracle.phone_kpis import (
    abandonment_rate,
    handle_times,
    service_level,
    speeds_of_answer,
    transfer_rate,
    with_legs,
)
from tests.oracle.reading import vocabularies
from tests.oracle.talk_calls import call_takers, talk_calls
from tests.oracle.ticket_measures import Measures, measures_of
from tests.oracle.tickets import Ticket
from tests.oracle.zendesk import read_bots, zendesk_histories
from tests.oracle.zendesk_facts import desks_of, read_tiers, ticket_durations, ticket_facts
from tests.oracle.zendesk_reading import read_extracts


@dataclass
class PhoneTruth:
    """What the built tables must hold."""

    calls: list[Call]
    tickets: dict[str, Ticket]
    facts: dict[str, dict[Key, Fact]]
    durations: dict[str, list[Duration]]
    agent_days: dict[str, Shares]
    counts: dict[HalfHour, Counter[str]]
    sums: dict[HalfHour, dict[str, Decimal]]
    within: Counter[tuple[HalfHour, int, str]]
    issues: Issues
    measures: dict[str, Measures]


def ask_the_phone_oracle(
    extracts: Path, seeds: Path, as_of: datetime, zone: ZoneInfo
) -> PhoneTruth:
    own = seeds / "vendors"
    words = vocabularies(own / "zendesk" / "zendesk_words.csv")
    connect_words = vocabularies(own / "amazon_connect" / "amazon_connect_words.csv")
    read = read_extracts(extracts)
    bots = read_bots(own / "zendesk" / "zendesk_bots.csv")
    tickets = zendesk_histories(read, words, bots, as_of, call_takers(extracts))
    requesters = {row["id"]: row["requester_id"] for row in read["ticket"].kept}
    connected, connected_legs = connect_calls(extracts, connect_words)
    talked, talked_legs = talk_calls(extracts, words, requesters)
    known = (one.as_of(as_of) for one in [*connected, *talked])
    legs = [*connected_legs, *talked_legs]
    calls = with_legs((one for one in known if one), legs, as_of)
    keys = keys_of_users(read["user"].kept)
    keys += keys_of_callers(one.caller for one in connected if one.caller)
    who = identities(keys, read_blocks(seeds / "identity_blocks.csv"))
    calls = identified_calls(calls, who)
    tickets = with_openings(identified_tickets(tickets, who), calls)
    desks = desks_of(read, seeds, as_of)
    occupied, adhered = shares(read_states(extracts), as_of, zone)
    durations = {
        "speed_of_answer": speeds_of_answer(calls),
        "handle_time": handle_times(calls, legs, as_of),
        **ticket_durations(tickets, desks, as_of),
    }
    tiers = read_tiers(own / "zendesk" / "zendesk_support_tiers.csv", read["group"].kept)
    variants = read_variants(seeds / "fcr_variants.csv")
    exclusions = read_exclusions(seeds / "fcr_exclusions.csv")
    counts, sums = half_hours(calls, zone)
    facts = {
        **ticket_facts(tickets, tiers, as_of, zone),
        "service_level": service_level(calls, zone),
        "abandonment_rate": abandonment_rate(calls, as_of, zone),
        "transfer_rate": transfer_rate(calls, zone),
        "occupancy": daily_facts(occupied, "handling"),
        "schedule_adherence": daily_facts(adhered, "seconds"),
        "fcr": fcr(tickets, variants, exclusions, as_of, zone, calls),
    } | {kpi: daily_sums(found, zone) for kpi, found in durations.items()}
    return PhoneTruth(
        calls,
        tickets,
        facts,
        durations,
        {"occupancy": occupied, "schedule_adherence": adhered},
        counts,
        sums,
        waits_within(calls, zone),
        issues(tickets, calls, variants),
        {name: measures_of(ticket, desks, as_of) for name, ticket in tickets.items()},
    )
