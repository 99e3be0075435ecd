"""The tickets of the cases of SLA clocks; times are New York wall clock."""

from __future__ import annotations

from tests.e2e.clock_extracts import Extracts


def paused(made: Extracts) -> None:
    made.ticket("paused", "2026-06-01 09:00")
    made.promise("paused", "requester_wait", "14400", "2026-06-01 09:00")
    made.status("paused", "2026-06-01 10:00", "waiting_on_customer")
    made.status("paused", "2026-06-01 15:00", "open")
    made.status("paused", "2026-06-01 17:30", "resolved")
    made.ticket("still_paused", "2026-06-01 09:00")
    made.promise("still_paused", "requester_wait", "14400", "2026-06-01 09:00")
    made.status("still_paused", "2026-06-01 10:00", "waiting_on_customer")


def clocks_change(made: Extracts) -> None:
    for name, seconds in (("spring", "3600"), ("spring_short", "3540")):
        made.ticket(name, "2026-03-06 16:30")
        made.promise(name, "first_reply", seconds, "2026-03-06 16:30", is_business=True)
        made.reply(name, "2026-03-09 09:30")
    for name, is_business in (("autumn", False), ("autumn_always", True)):
        made.ticket(name, "2026-11-01T05:30Z")
        made.put_on(name, "always", "2026-11-01T05:30Z")
        made.promise(name, "first_reply", "2400", "2026-11-01T05:30Z", is_business=is_business)
        made.reply(name, "2026-11-01T06:10Z")


def shut(made: Extracts) -> None:
    made.ticket("christmas", "2026-12-24 16:00")
    made.promise("christmas", "resolution", "7200", "2026-12-24 16:00", is_business=True)
    made.status("christmas", "2026-12-28 10:00", "resolved")
    made.ticket("half_day", "2026-06-05 11:30")
    made.put_on("half_day", "summer", "2026-06-05 11:30")
    made.promise("half_day", "first_reply", "3600", "2026-06-05 11:30", is_business=True)
    made.reply("half_day", "2026-06-08 09:30")
    for name, said in (("at_closing", "2026-06-01 17:00"), ("before_opening", "2026-06-02 08:30")):
        made.ticket(name, "2026-06-01 16:00")
        made.promise(name, "first_reply", "3600", "2026-06-01 16:00", is_business=True)
        made.reply(name, said)


def who_replies(made: Extracts) -> None:
    made.ticket("bot", "2026-06-01 09:00")
    made.promise("bot", "first_reply", "600", "2026-06-01 09:00")
    made.reply("bot", "2026-06-01 09:00:05", "bot")
    made.event("bot", "2026-06-01 09:01", "private_note", "agent")
    made.reply("bot", "2026-06-01 09:20")
    made.ticket("agent_opened", "2026-06-01 09:00", opened_by="agent")
    made.promise("agent_opened", "first_reply", "4500", "2026-06-01 09:00")
    made.reply("agent_opened", "2026-06-01 10:00", "customer")
    made.reply("agent_opened", "2026-06-01 10:15")
    made.ticket("at_once", "2026-06-01 10:00:00")
    made.promise("at_once", "first_reply", "600", "2026-06-01 10:00")
    made.reply("at_once", "2026-06-01 10:00:00")


def replaced(made: Extracts) -> None:
    made.ticket("urgent_later", "2026-06-01 09:00")
    morning = "2026-06-01 09:00"
    before = "2026-06-01 11:00"
    made.promise("urgent_later", "first_reply", "86400", morning, until=before, key="_1")
    made.promise("urgent_later", "first_reply", "3600", before, key="_2")
    made.reply("urgent_later", "2026-06-01 11:30")
    # nobody wrote down when the first one ended
    made.ticket("untold_end", "2026-06-01 09:00")
    made.promise("untold_end", "first_reply", "86400", morning, key="_1")
    made.promise("untold_end", "first_reply", "3600", before, key="_2")
    made.reply("untold_end", "2026-06-01 11:30")
    made.ticket("applied_again", "2026-06-01 09:00")
    made.promise("applied_again", "resolution", "14400", morning, until=before, key="_1")
    made.promise("applied_again", "resolution", "14400", before, key="_2")
    made.status("applied_again", "2026-06-01 12:30", "resolved")
    made.ticket("too_late", "2026-06-01 09:00")
    made.promise("too_late", "first_reply", "3600", morning, until=before, key="_1")
    made.promise("too_late", "first_reply", "7200", before, key="_2")
    made.reply("too_late", "2026-06-01 09:30")


def open_now(made: Extracts) -> None:
    friday, sunday = "2027-01-08 10:00", "2027-01-10 11:00"
    made.ticket("untouched", friday)
    made.promise("untouched", "agent_work", "3600", friday, is_business=True)
    made.ticket("sunday", sunday)
    made.promise("sunday", "first_reply", "3600", sunday, is_business=True)
    made.ticket("weekend", "2027-01-08 16:30")
    made.promise("weekend", "first_reply", "3600", "2027-01-08 16:30", is_business=True)


def solved(made: Extracts) -> None:
    made.ticket("early_bird", "2026-06-01 06:34")
    made.promise("early_bird", "agent_work", "10800", "2026-06-01 06:34", is_business=True)
    made.status("early_bird", "2026-06-01 11:30", "resolved")
    made.ticket("on_and_off", "2026-06-01 09:00")
    made.promise("on_and_off", "agent_work", "3600", "2026-06-01 09:00")
    for clock, status in (
        *(("09:40", "waiting_on_customer"), ("12:00", "open"), ("13:00", "waiting_on_customer")),
        *(("15:00", "open"), ("16:00", "resolved")),
    ):
        made.status("on_and_off", f"2026-06-01 {clock}", status)
    made.ticket("saturday", "2026-06-06 10:00")
    made.promise("saturday", "first_reply", "3600", "2026-06-06 10:00", is_business=True)
    made.status("saturday", "2026-06-06 11:00", "resolved")
    made.ticket("ancient", "2025-06-02 09:00")
    made.promise("ancient", "resolution", "8208060", "2025-06-02 09:00", is_business=True)
    made.status("ancient", "2026-07-06 09:00", "resolved")
    made.ticket("monday", "2026-06-01 09:00")
    made.promise("monday", "resolution", "28800", "2026-06-01 09:00")
    made.status("monday", "2026-06-03 09:00", "resolved")


def order_and_precision(made: Extracts) -> None:
    for name, first, last in (
        ("tie_open", "waiting_on_customer", "open"),
        ("tie_paused", "open", "waiting_on_customer"),
    ):
        made.ticket(name, "2026-06-01 09:00")
        made.promise(name, "requester_wait", "36000", "2026-06-01 09:00")
        made.status(name, "2026-06-01 10:00", last, sequence=2)
        made.status(name, "2026-06-01 10:00", first, sequence=1)
        made.status(name, "2026-06-01 12:00", "resolved", sequence=3)
    made.ticket("late", "2026-06-01 09:00")
    made.promise("late", "requester_wait", "7200", "2026-06-01 09:00")
    made.event("late", "2026-06-01 10:00", "status_changed", "agent", "on_hold", is_late=True)
    made.event("late", "2026-06-01 10:30", "status_changed", "agent", "resolved", is_late=True)
    for name, replied_at in (("second", "10:01:00"), ("quarter_more", "10:01:00.250")):
        made.ticket(name, "2026-06-01 10:00:59")
        made.promise(name, "first_reply", "1", "2026-06-01 10:00:59")
        made.reply(name, f"2026-06-01 {replied_at}")


def who_counts(made: Extracts) -> None:
    made.ticket("nobody", "2026-06-01 09:00", requester="")
    made.ticket("spam", "2026-06-01 09:00", is_spam=True)
    made.ticket("deleted", "2026-06-01 09:00", is_deleted=True)
    for name in ("nobody", "spam", "deleted"):
        made.promise(name, "first_reply", "600", "2026-06-01 09:00")
        made.reply(name, "2026-06-01 09:05")


def switched(made: Extracts) -> None:
    made.ticket("switched", "2026-06-05 10:00")
    made.put_on("switched", "office", "2026-06-05 10:00")
    made.put_on("switched", "evening", "2026-06-05 12:00")
    made.promise("switched", "first_reply", "10800", "2026-06-05 10:00", is_business=True)
    made.reply("switched", "2026-06-05 13:30")


def touches(made: Extracts) -> None:
    for count, name in enumerate(("no_touch", "one_touch", "two_touches")):
        made.ticket(name, "2026-06-01 09:00")
        made.reply(name, "2026-06-01 09:00:10", "bot")
        for minute in range(count):
            made.reply(name, f"2026-06-01 09:1{minute}")
        made.status(name, "2026-06-01 09:30", "resolved")


def questions(made: Extracts) -> None:
    made.ticket("questions", "2026-06-01 09:00")
    made.promise("questions", "next_reply", "3600", "2026-06-01 09:00")
    for clock, actor in (
        *(("09:10", "customer"), ("09:30", "agent"), ("10:00", "customer")),
        *(("10:30", "customer"), ("11:00", "agent"), ("12:00", "customer")),
    ):
        made.reply("questions", f"2026-06-01 {clock}", actor)
    made.status("questions", "2026-06-01 13:30", "resolved")


def no_more_summer(made: Extracts) -> None:
    """Mexico City put its clocks back on 30 October 2022, a Sunday, and never again."""
    for name, opened, replied in (
        ("last_change", "2022-10-30T05:00Z", "2022-10-31T06:00Z"),
        ("on_the_day", "2022-10-30T05:00Z", "2022-10-30T23:00Z"),
        ("next_summer", "2023-07-03T06:00Z", "2023-07-04T06:00Z"),
    ):
        made.ticket(name, opened)
        made.put_on(name, "mexico", opened)
        made.promise(name, "first_reply", "86400", opened, is_business=True)
        made.reply(name, replied)


def zero_or_unknown(made: Extracts) -> None:
    for name, day in (("weekend_reply", "06"), ("no_hours", "05"), ("one_hour", "05")):
        made.ticket(name, f"2026-06-{day} 10:00")
        made.reply(name, f"2026-06-{day} 11:00")
    made.put_on("no_hours", "nowhere", "2026-06-05 10:00")


def assigned(made: Extracts) -> None:
    for name in ("never_given", "given_back", "given"):
        made.ticket(name, "2027-01-09 12:00")
    for name, clock, agent in (
        *(("given_back", "13:00", "ann"), ("given_back", "15:00", "")),
        *(("given", "13:00", "ann"), ("given", "14:00", "bob")),
    ):
        made.event(name, f"2027-01-09 {clock}", "agent_assigned", "agent", agent)
    made.reply("never_given", "2027-01-09 13:00", "customer")
    made.status("given", "2027-01-09 16:00", "resolved")


def thrown_away(made: Extracts) -> None:
    for name in ("trashed", "fetched_back"):
        made.ticket(name, "2026-06-01 09:00")
        made.status(name, "2026-06-01 10:00", "deleted")
    made.status("fetched_back", "2026-06-01 12:00", "open")
    made.status("fetched_back", "2026-06-01 13:00", "resolved")


CASES = (
    *(no_more_summer, zero_or_unknown, assigned, thrown_away),
    *(paused, clocks_change, shut, who_replies, replaced, open_now, solved),
    *(order_and_precision, who_counts, switched, touches, questions),
)
