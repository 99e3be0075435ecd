"""Faults that other tools have, and cases that are hard to count: which tests keep us from them.

A fault without a test, or a test that is gone, fails tests/project/test_known_faults.py.
"""

from __future__ import annotations

CLOCKS, HARD, CALENDARS = "test_sla_clocks", "test_hard_cases", "test_calendars"
ORACLE, VOICES = "test_oracle_zendesk", "test_voices"

#: Fault: what goes wrong, and the tests by module.
FAULTS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "B1": (
        "time outside hours counts as business time",
        {CLOCKS: ("test_work_before_hours_is_no_business_time",)},
    ),
    "B2": (
        "the status an open ticket has now does not count",
        {CLOCKS: ("test_the_status_that_an_open_ticket_has_counts",)},
    ),
    "B3": (
        "a breach is dated by the last stretch, not the one that broke it",
        {CLOCKS: ("test_a_promise_is_breached_when_its_limit_is_crossed",)},
    ),
    "B4": (
        "business time of open tickets runs into the future",
        {CLOCKS: ("test_no_business_time_passes_in_the_future",)},
    ),
    "B5": (
        "promises on tickets solved off hours without a reply vanish",
        {CLOCKS: ("test_a_ticket_solved_off_hours_without_reply_keeps_its_promise",)},
    ),
    "B6": (
        "old tickets lose business time",
        {CLOCKS: ("test_business_time_has_no_longest_ticket",)},
    ),
    "B7": (
        "a reply in the second of the opening is none",
        {CLOCKS: ("test_a_reply_in_the_second_of_the_opening_took_nothing",)},
    ),
    "B8": (
        "changes in one second come in any order",
        {CLOCKS: ("test_changes_in_one_second_keep_their_order",)},
    ),
    "B9": (
        "what arrives late is never taken in",
        {CLOCKS: ("test_events_that_arrive_late_count_as_if_in_time",)},
    ),
    "B10": (
        "durations are counted in borders of minutes",
        {CLOCKS: ("test_durations_are_exact",), ORACLE: ("test_every_row_equals_the_oracle",)},
    ),
    "B11": (
        "tickets of unknown requesters vanish",
        {CLOCKS: ("test_a_ticket_of_an_unknown_requester_counts",)},
    ),
    "B12": (
        "counters that are always 0; deleted tickets among the unsolved",
        {
            CLOCKS: (
                "test_tickets_without_a_reply_are_counted",
                "test_deleted_tickets_are_not_unsolved",
            )
        },
    ),
    "B13": (
        "spam and deleted tickets count",
        {CLOCKS: ("test_spam_and_deleted_tickets_weigh_nothing",)},
    ),
    "B14": (
        "a promise made again starts anew and the old one goes on",
        {
            CLOCKS: (
                "test_a_promise_made_again_takes_the_place_of_the_first",
                "test_a_changed_promise_is_decided_once",
            )
        },
    ),
    "B15": (
        "a schedule replaced inside its hours stays",
        {CLOCKS: ("test_a_schedule_switched_inside_its_hours",)},
    ),
    "B16": (
        "the clock of an unanswered ticket runs on after hours",
        {CLOCKS: ("test_no_business_time_passes_on_a_weekend",)},
    ),
    "B17": ("no touch is many touches", {CLOCKS: ("test_only_one_human_reply_is_one_touch",)}),
    "B18": (
        "time without an agent lacks its tail",
        {CLOCKS: ("test_time_without_an_agent_has_a_tail",)},
    ),
    "B19": ("a bot passes for an agent", {CLOCKS: ("test_neither_bots_nor_notes_reply",)}),
    "B20": (
        "the calendar ends with a zone's last change of clocks; holidays are whole days",
        {
            CLOCKS: ("test_a_zone_that_gave_up_summer_time", "test_a_holiday_of_half_a_day"),
            CALENDARS: ("test_pieces_cover_every_day_once",),
        },
    ),
    "H01": ("reopened across midnight", {HARD: ("test_reopened_across_midnight",)}),
    "H02": ("a paused clock", {CLOCKS: ("test_a_pause_moves_the_due_time",)}),
    "H03": ("clocks go forward", {CLOCKS: ("test_business_hours_when_clocks_go_forward",)}),
    "H04": ("the hour that comes twice", {CLOCKS: ("test_the_hour_that_comes_twice",)}),
    "H05": ("a holiday", {CLOCKS: ("test_a_holiday_is_no_business_time",)}),
    "H06": (
        "no business time against no schedule",
        {CLOCKS: ("test_no_business_time_is_zero_and_no_schedule_is_null",)},
    ),
    "H07": ("an unanswered ticket", {HARD: ("test_unanswered_ticket_is_no_fast_one",)}),
    "H08": ("an automatic reply", {HARD: ("test_only_human_answers_to_customers_count",)}),
    "H09": (
        "a ticket that an agent opened",
        {
            HARD: ("test_only_human_answers_to_customers_count",),
            CLOCKS: ("test_the_words_of_an_agent_who_opens_are_no_reply",),
        },
    ),
    "H10": ("merged tickets", {HARD: ("test_merged_ticket_is_a_repeat_and_no_ticket",)}),
    "H11": ("the local day", {HARD: ("test_the_day_is_that_of_the_reporting_zone",)}),
    "H12": ("a target that changes", {CLOCKS: ("test_a_changed_promise_is_decided_once",)}),
    "H13": ("a chain of contacts", {HARD: ("test_chain_of_contacts_is_one_issue",)}),
    "H14": ("back in another channel", {HARD: ("test_back_in_another_channel",)}),
    "H15": ("a window still open", {HARD: ("test_immature_window_has_no_value",)}),
    "H23": (
        "a day without a denominator",
        {HARD: ("test_day_without_a_denominator_is_null_and_the_week_is_not",)},
    ),
    "H24": (
        "averages of ratios, medians of medians",
        {
            HARD: (
                "test_ratios_are_summed_and_never_averaged",
                "test_medians_are_read_from_bins_and_never_combined",
            )
        },
    ),
    "H26": ("a survey answered twice", {VOICES: ("test_a_survey_answered_twice_counts_once",)}),
    "H27": (
        "a late survey changes a closed day",
        {VOICES: ("test_a_late_survey_changes_a_closed_day",)},
    ),
    "H28": ("a score of 0", {VOICES: ("test_a_score_of_zero_is_a_score",)}),
    "H29": (
        "two versions of effort in one mean",
        {VOICES: ("test_two_versions_of_effort_are_never_pooled",)},
    ),
    "H34": (
        "several themes, several escalations",
        {VOICES: ("test_themes_overlap_and_escalations_do_not",)},
    ),
    "H36": (
        "a breach counted every day",
        {
            HARD: ("test_breach_is_counted_once",),
            CLOCKS: ("test_a_breach_is_counted_on_its_day_alone",),
        },
    ),
}
