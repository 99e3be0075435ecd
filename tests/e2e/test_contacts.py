"""Tickets, reopenings, calls and chats as one contact, each case worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.e2e.conftest import dbt_build, without
from tests.e2e.contact_extracts import Extracts

AS_OF = "2026-07-01 00:00:00"
MARTS = "+fct_fcr_daily +fct_contacts +fct_issues +dim_agents +dim_agent_teams"
TRUTHS = "assert_every_call_is_in_one_contact assert_issues_agree_with_fcr"

Days = dict[int, tuple[int, int, int]]


def mail_after_a_call(made: Extracts) -> None:
    """The caller is known by number only, the writer by id."""
    cases = (("in", "07 09:00"), ("edge", "09 10:00"), ("out", "09 10:00:01"))
    for number, (case, mail) in enumerate(cases):
        made.key(f"h14{case}", f"+155501{number:02d}")
        made.call(f"h14{case}_call", "02 09:00", "02 10:00", number=f"+155501{number:02d}")
        made.ticket(f"h14{case}_mail", mail, "09 11:00", customer=f"h14{case}")


def hundred_calls(made: Extracts) -> None:
    for team, day, later in (("h15", "05", ["09", "12"]), ("h15new", "26", ["30", "30"])):
        for number in range(100):
            person = f"{team}_{number}"
            made.call(person, f"{day} 09:00", f"{day} 09:10", caller=person)
            if number < 20:
                again = later[0 if number < 8 else 1]
                name = f"{person}_again"
                made.call(name, f"{again} 09:00", f"{again} 09:10", caller=person, channel="chat")


def nobody_answered(made: Extracts) -> None:
    made.call("h16_1", "01 10:00", "01 10:00:45", caller="h16", outcome="abandoned")
    made.call("h16_2", "01 10:05", "01 10:10", caller="h16")
    made.call("lost_1", "01 10:00", "01 10:10", caller="lost")
    made.call("lost_2", "03 10:00", "03 10:01", caller="lost", outcome="abandoned")
    # nine days after the answer, but six after the lost call
    made.call("lost_3", "09 10:00", "09 10:10", caller="lost")
    made.call("callback_1", "01 10:00", "01 10:01", caller="callback", outcome="callback")
    made.call("callback_2", "01 10:30", "01 10:40", caller="callback", direction="callback")
    made.call("voicemail_1", "01 10:00", "01 10:01", caller="voicemail", outcome="voicemail")


def calls_that_open_tickets(made: Extracts) -> None:
    for case, opened in (
        ("during", "02 09:05"),
        ("hour", "02 10:10"),
        ("late", "02 10:10:01"),
        ("early", "02 08:59:59"),
    ):
        made.call(f"{case}_call", "02 09:00", "02 09:10", caller=case, ticket=f"{case}_ticket")
        made.ticket(f"{case}_ticket", opened, "02 12:00", customer=case, channel="api")
    # as an extract names what another system has
    caller, ticket = "custom:main:whole", "custom:main:whole_ticket"
    made.call("whole_call", "02 09:00", "02 09:10", caller=caller, ticket=ticket)
    made.ticket("whole_ticket", "02 09:05", "02 12:00", customer="whole", channel="api")
    made.call("named_call", "02 09:00", "02 09:10", caller="named", channel="chat")
    made.ticket("named_ticket", "03 09:00", "03 12:00", customer="named", call="named_call")
    made.call("running_call", "02 09:00", "02 09:10", caller="running", ticket="running_ticket")
    made.ticket("running_ticket", "02 09:05", customer="running")
    made.call("typed_call", "02 09:00", "02 09:10", caller="typed", ticket="typed_ticket")
    made.ticket("typed_ticket", "02 09:05", "02 12:00", customer="typed", opened_by="agent")
    made.call("bare_call", "02 09:00", "02 09:10", caller="bare", ticket="bare_ticket")
    made.ticket("bare_ticket", "02 09:05", "02 12:00", customer="bare", has_events=False)
    made.call("message_call", "02 09:00", "02 09:01", ticket="message_t", outcome="voicemail")
    made.ticket("message_t", "02 09:01", "02 12:00", customer="message", channel="phone")


def back_on_the_ticket(made: Extracts) -> None:
    for case in ("again", "reopen", "agent"):
        made.call(f"{case}_call", "02 09:00", "02 09:10", caller=case, ticket=f"{case}_ticket")
        made.ticket(f"{case}_ticket", "02 09:05", "02 12:00", customer=case)
    # somebody else calls about it, from a number nobody knows
    made.call("again_later", "05 09:00", "05 09:10", number="+1555999", ticket="again_ticket")
    made.status("reopen_ticket", "04 09:00", "open", "customer")
    made.status("reopen_ticket", "04 10:00", "resolved")
    made.status("agent_ticket", "04 09:00", "open", "agent")
    made.status("agent_ticket", "04 10:00", "resolved")
    # the helpdesk does not know who asks, the telephone does
    made.call("caller_call", "02 09:00", "02 09:10", caller="caller", ticket="caller_ticket")
    made.ticket("caller_ticket", "02 09:05", "02 12:00")
    made.status("caller_ticket", "04 09:00", "open", "customer")
    made.status("caller_ticket", "04 10:00", "resolved")


def one_call_about_two_things(made: Extracts) -> None:
    made.call("two_call", "02 09:00", "02 09:10", caller="two")
    made.ticket("two_a", "02 09:05", "02 12:00", customer="two", call="two_call")
    made.ticket("two_b", "02 09:06", "03 12:00", customer="two", call="two_call")
    made.call("kept_call", "02 09:00", "02 09:10", caller="kept")
    made.ticket("kept_a", "02 09:05", customer="kept", call="kept_call", is_deleted=True)
    made.ticket("kept_b", "02 09:06", "02 12:00", customer="kept", call="kept_call")
    made.call("merged_call", "03 09:00", "03 09:10", caller="merged", ticket="merged_b")
    made.ticket("merged_a", "02 09:00", "02 12:00", customer="merged")
    made.ticket("merged_b", "03 09:05", "03 12:00", customer="merged", merged="merged_a")
    # both of one call, and the second the first of its ticket
    made.call("pair_call", "02 10:00", "02 10:10", caller="pair")
    made.ticket(
        "pair_b", "02 10:03", "02 10:30", customer="pair", call="pair_call", merged="pair_a"
    )
    made.ticket("pair_a", "02 10:04", "02 11:00", customer="pair", call="pair_call")
    made.ticket("older_b", "02 08:00", "02 08:30", customer="older", merged="older_a")
    made.ticket("older_a", "02 09:00", "02 11:00", customer="older")
    # merged and never solved: it keeps nothing open
    made.ticket("rest_a", "02 09:00", "02 12:00", customer="rest")
    made.ticket("rest_b", "03 09:00", customer="rest", merged="rest_a")


def no_contacts(made: Extracts) -> None:
    made.call("nobody_1", "01 09:00", "01 09:10", number="+1555000")
    made.call("nobody_2", "02 09:00", "02 09:10", number="+1555000")
    made.key("shared_a", "+1555777")
    made.key("shared_b", "+1555777")
    made.key("shared_c", "+1555777")
    made.call("shared_1", "01 09:00", "01 09:10", number="+1555777")
    made.call("quiet_first", "01 09:00", "01 09:10", caller="quiet")
    for kind in ("outbound", "internal"):
        made.call(f"quiet_{kind}", "02 09:00", "02 09:10", caller="quiet", direction=kind)
    made.call("quiet_test", "02 09:00", "02 09:10", caller="quiet", is_test=True)
    made.call("quiet_ivr", "02 09:00", "02 09:01", caller="quiet", outcome="ivr_only")
    made.call(
        "we_call", "02 09:00", "02 09:10", caller="we", ticket="we_ticket", direction="outbound"
    )
    made.ticket("we_ticket", "02 09:05", "02 12:00", customer="we", channel="phone")


def people_and_teams(made: Extracts) -> None:
    made.agent("phone_login", employee="e1", email="x@example.com", team="home")
    made.agent("desk_login", employee="e1", email="other@example.com", team="home")
    made.agent("chat_login", email="X@example.com", team="home")
    made.agent("robot", email="x@example.com", role="bot", team="home")
    made.agent("mail_1", email="y@example.com", team="home")
    made.agent("mail_2", email="y@example.com")
    made.agent("shared_1", email="desk@example.com", employee="e2")
    made.agent("shared_2", email="desk@example.com", employee="e3")
    made.agent("shared_3", email="desk@example.com")
    made.agent("idle", team="home")
    for name, day, team in (
        *(("1", "01", "t1"), ("2", "01", "t1"), ("3", "01", "t2")),
        *(("4", "03", "t1"), ("5", "04", "t2"), ("6", "08", "t2"), ("7", "09", "t1")),
    ):
        made.call(f"work_{name}", f"{day} 1{name}:00", team=team, agent="phone_login")
    # the queue is t1, but the legs say who worked for what
    made.call("leg_1", "02 09:00", team="t1", agent="chat_login")
    made.leg("leg_1", 1, None, "chat_login", "02 09:00")
    made.leg("leg_1", 2, "t3", "chat_login", "02 09:05")
    made.leg("leg_1", 3, "t3", "chat_login", "02 09:06")
    made.ticket("t4_ticket", "05 09:00", customer="somebody")
    made.event("t4_ticket", "06 09:00", "agent_assigned", "desk_login")


CASES = (
    *(mail_after_a_call, hundred_calls, nobody_answered, calls_that_open_tickets),
    *(back_on_the_ticket, one_call_about_two_things, no_contacts, people_and_teams),
)


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    made = Extracts()
    for case in CASES:
        case(made)
    warehouse: Path = tmp_path_factory.mktemp("contacts") / "warehouse"
    made.write(warehouse)
    dbt_vars: dict[str, object] = {"as_of": AS_OF, "vendors": ["custom"]}
    options = (*without("unit_test"), "--indirect-selection", "empty")
    built = dbt_build(warehouse, dbt_vars, *options, "--select", *f"{MARTS} {TRUTHS}".split())
    return duckdb.connect(str(built), read_only=True)


def by_day(connection: duckdb.DuckDBPyConnection, team: str, variant: str = "net_7d") -> Days:
    """Day of June -> first contacts resolved, judged, pending."""
    rows = connection.execute(
        """
        select day(metric_date), sum(numerator), sum(denominator), sum(pending_count)
        from marts.fct_fcr_daily
        where variant_id = ? and team_id = 'custom:main:' || ?
        group by 1
        """,
        [variant, team],
    ).fetchall()
    return {day: (int(good), int(judged), int(pending)) for day, good, judged, pending in rows}


def contacts(
    connection: duckdb.DuckDBPyConnection, team: str, *columns: str
) -> list[tuple[Any, ...]]:
    """Give the contacts of a team in their order; ids without vendor and instance."""
    listed = ", ".join(f"replace(cast({column} as varchar), 'custom:main:', '')"
                       for column in ("contact_id", *columns))  # fmt: skip
    return connection.execute(
        f"""
        select {listed} from marts.fct_contacts
        where team_id = 'custom:main:' || ? order by contacted_at, contact_id
        """,
        [team],
    ).fetchall()


def issue(connection: duckdb.DuckDBPyConnection, first: str, *columns: str) -> tuple[Any, ...]:
    row = connection.execute(
        f"select {', '.join(columns)} from marts.fct_issues where issue_id = 'custom:main:' || ?",
        [first],
    ).fetchone()
    assert row is not None, f"no issue begins with {first}"
    return row


def test_a_mail_repeats_a_call(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "h14in") == {2: (0, 1, 0), 7: (0, 0, 0)}
    assert by_day(final, "h14in", "phone_7d") == {2: (1, 1, 0), 7: (0, 0, 0)}
    assert by_day(final, "h14edge") == {2: (0, 1, 0), 9: (0, 0, 0)}
    assert by_day(final, "h14out") == {2: (1, 1, 0), 9: (1, 1, 0)}
    counts = ("contact_count", "channel_count", "channel", "last_channel", "is_resolved_first")
    assert issue(final, "h14in_call:call", *counts) == (2, 2, "phone", "email", False)
    assert issue(final, "h14out_call:call", *counts) == (1, 1, "phone", "phone", True)
    assert issue(final, "h14out_mail", *counts) == (1, 1, "email", "email", True)


def test_an_open_window_has_no_value(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "h15") == {5: (80, 100, 0), 9: (0, 0, 0), 12: (0, 0, 0)}
    assert by_day(final, "h15new") == {26: (0, 0, 100), 30: (0, 0, 0)}
    assert issue(final, "h15new_0:call", "contact_count", "is_resolved_first") == (2, None)


def test_a_call_that_nobody_answered_begins_nothing(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "h16") == {1: (1, 1, 0)}
    assert contacts(final, "h16", "exclusion_reason", "issue_id") == [
        ("h16_1:call", "abandoned", None),
        ("h16_2:call", None, "h16_2:call"),
    ]
    assert by_day(final, "callback") == {1: (1, 1, 0)}
    assert by_day(final, "voicemail") == {1: (0, 0, 0)}


def test_a_call_that_nobody_answered_repeats_what_came_before(
    final: duckdb.DuckDBPyConnection,
) -> None:
    assert by_day(final, "lost") == {1: (0, 1, 0), 3: (0, 0, 0), 9: (1, 1, 0)}
    columns = ("contact_count", "unserved_count", "is_final", "is_resolved", "is_resolved_first")
    assert issue(final, "lost_1:call", *columns) == (2, 1, True, False, False)
    assert issue(final, "lost_3:call", *columns) == (1, 0, True, True, True)


@pytest.mark.parametrize("case", ["during", "hour", "whole"])
def test_a_call_and_its_ticket_are_one_contact(final: duckdb.DuckDBPyConnection, case: str) -> None:
    columns = ("contact_kind", "call_id", "channel", "contacted_at", "ended_at")
    times = ("2026-06-02 09:00:00", "2026-06-02 12:00:00")
    one = (f"{case}_ticket", "ticket", f"{case}_call", "phone", *times)
    assert contacts(final, case, *columns) == [one]
    assert by_day(final, case) == {2: (1, 1, 0)}
    assert by_day(final, case, "phone_7d") == {2: (1, 1, 0)}


@pytest.mark.parametrize("case", ["late", "early"])
def test_a_call_long_before_or_after_its_ticket_opened_is_another_contact(
    final: duckdb.DuckDBPyConnection, case: str
) -> None:
    assert {row[1] for row in contacts(final, case, "contact_kind")} == {"call", "ticket"}
    assert by_day(final, case) == {2: (0, 1, 0)}


def test_the_outcome_is_that_of_the_ticket(final: duckdb.DuckDBPyConnection) -> None:
    assert contacts(final, "named", "channel", "contacted_at") == [
        ("named_ticket", "chat", "2026-06-02 09:00:00")
    ]
    assert by_day(final, "running") == {2: (0, 0, 1)}
    assert by_day(final, "bare") == {2: (1, 1, 0)}
    assert issue(final, "bare_ticket", "is_resolved_first") == (True,)
    assert by_day(final, "message") == {2: (1, 1, 0)}
    assert contacts(final, "typed", "exclusion_reason") == [("typed_ticket", None)]


def test_back_on_the_ticket_is_a_repeat(final: duckdb.DuckDBPyConnection) -> None:
    assert by_day(final, "again") == {2: (0, 1, 0), 5: (0, 0, 0)}
    assert contacts(final, "again", "customer_id", "issue_id") == [
        ("again_ticket", "again", "again_ticket"),
        ("again_later:call", "again", "again_ticket"),
    ]
    assert by_day(final, "reopen") == {2: (0, 1, 0), 4: (0, 0, 0)}
    assert by_day(final, "agent") == {2: (1, 1, 0)}
    assert by_day(final, "caller") == {2: (0, 1, 0), 4: (0, 0, 0)}
    assert issue(final, "caller_ticket", "customer_id") == ("custom:main:caller",)


def test_one_call_is_one_contact_whatever_it_opened(final: duckdb.DuckDBPyConnection) -> None:
    assert contacts(final, "two", "exclusion_reason") == [("two_a", None), ("two_b", "same_call")]
    assert by_day(final, "two") == {2: (1, 1, 0)}
    assert by_day(final, "kept") == {2: (1, 1, 0)}
    assert by_day(final, "merged") == {2: (0, 1, 0), 3: (0, 0, 0)}
    assert issue(final, "merged_a", "contact_count", "channel_count") == (2, 2)


def test_what_is_merged_away_begins_nothing(final: duckdb.DuckDBPyConnection) -> None:
    reason = ("exclusion_reason", "issue_id")
    assert by_day(final, "pair") == {2: (1, 1, 0)}
    assert contacts(final, "pair", *reason) == [
        ("pair_a", None, "pair_a"),
        ("pair_b", "same_call", None),
    ]
    assert by_day(final, "older") == {2: (1, 1, 0)}
    assert contacts(final, "older", *reason) == [
        ("older_b", "merged", None),
        ("older_a", None, "older_a"),
    ]
    assert issue(final, "older_a", "contact_count", "is_resolved_first") == (1, True)
    assert by_day(final, "rest") == {2: (0, 1, 0), 3: (0, 0, 0)}
    assert issue(final, "rest_a", "contact_count", "is_final", "is_resolved") == (2, True, True)


def test_a_call_tells_every_number_who_asked(final: duckdb.DuckDBPyConnection) -> None:
    outbound = final.execute("""
        select split_part(ticket_id, ':', 3), is_outbound from intermediate.int_tickets_scoped
    """).fetchall()
    # an agent wrote the one down while the customer called, the other after calling the customer
    assert dict(outbound).items() >= {"typed_ticket": False, "we_ticket": True}.items()


def test_who_is_not_known_is_not_chained(final: duckdb.DuckDBPyConnection) -> None:
    for team, days in (("nobody", [1, 2]), ("shared", [1])):
        assert by_day(final, team) == dict.fromkeys(days, (0, 0, 0))
        assert {row[1:] for row in contacts(final, team, "exclusion_reason", "issue_id")} == {
            ("unknown_customer", None)
        }


def test_what_is_no_contact_says_why_and_repeats_nothing(final: duckdb.DuckDBPyConnection) -> None:
    assert dict(contacts(final, "quiet", "exclusion_reason")) == {
        "quiet_first:call": None,
        "quiet_outbound:call": "outbound",
        "quiet_internal:call": "internal",
        "quiet_test:call": "test",
        "quiet_ivr:call": "ivr_only",
    }
    assert by_day(final, "quiet") == {1: (1, 1, 0), 2: (0, 0, 0)}
    assert contacts(final, "we", "exclusion_reason") == [("we_ticket", "outbound")]


def test_agents_are_one_person_by_employee_then_by_address(
    final: duckdb.DuckDBPyConnection,
) -> None:
    people = dict(final.execute("""
        select replace(agent_id, 'custom:main:', ''), agent_person_id from marts.dim_agents
    """).fetchall())  # fmt: skip
    assert {name for name, person in people.items() if person == "employee:e1"} == {
        *("phone_login", "desk_login", "chat_login")
    }
    assert people["mail_1"] == people["mail_2"]
    assert people["mail_1"].startswith("email:")
    assert people["robot"] == "custom:main:robot"
    assert people["idle"] == "custom:main:idle"
    assert len({people[f"shared_{n}"] for n in (1, 2, 3)}) == 3


def test_the_team_of_a_day_is_the_one_worked_for(final: duckdb.DuckDBPyConnection) -> None:
    rows = final.execute("""
        select replace(agent_id, 'custom:main:', ''), replace(team_id, 'custom:main:', ''),
            is_seen_at_work, valid_from, valid_to
        from marts.dim_agent_teams order by agent_id, valid_from
    """).fetchall()
    always = (date(1900, 1, 1), date(9999, 12, 31))
    fourth, ninth = date(2026, 6, 4), date(2026, 6, 9)
    assert [row[1:] for row in rows if row[0] == "phone_login"] == [
        ("t1", True, always[0], fourth),
        ("t2", True, fourth, ninth),
        ("t1", True, ninth, always[1]),
    ]
    assert [row[1:] for row in rows if row[0] == "chat_login"] == [("t3", True, *always)]
    assert [row[1:] for row in rows if row[0] == "desk_login"] == [("t4", True, *always)]
    assert [row[1:] for row in rows if row[0] == "idle"] == [("home", False, *always)]
    assert not [row for row in rows if row[0] == "mail_2"]
