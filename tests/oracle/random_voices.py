"""Random surveys, answers, feedback and calls about random tickets, as clean rows of text."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.oracle.random_customers import PEOPLE, REQUESTERS, CustomerMaker, spelled_phone
from tests.oracle.random_tickets import DAY, SECOND, Row

WINDOW = 14 * DAY
#: Measure, scale and whether higher is better; None is not told.
QUESTIONS: tuple[tuple[str, str, str, str | None], ...] = (
    *[("csat", "1", "5", None)] * 6,
    *[("csat", "1", "5", "true")] * 2,
    *(("csat", "1", "5", "false"), ("csat", "0", "1", None), ("csat", "1", "2", "no")),
    *(("csat", "1", "3", None), ("csat", "1", "7", None), ("csat", "1", "10", "false")),
    *(("csat", "1", "4", None), ("csat", "5", "5", None), ("CSAT", "0", "10", "true")),
    *[("nps", "0", "10", None)] * 4,
    *(("nps", "1", "10", "true"), ("nps", "0", "5", None)),
    *[("ces_2", "1", "7", "true")] * 3,
    *(("ces_2", "1", "5", None), ("ces_2", "1", "7", "false")),
    *[("ces_1", "1", "5", "false")] * 3,
    *(("ces_1", "1", "7", "false"), ("ces_1", "1", "5", "true")),
    *(("fcr", "0", "1", None), ("other", "1", "5", None)),
)
CHANNELS = ("email", "Web Form", "sms", "in_app", "phone", "pigeon", None)
SOURCES = (
    *("survey_comment", "complaint", "complaint", "Complaint", "compliment", "review", "social"),
    *("employee", "shout", None),
)
POLARITIES = ("positive", "negative", "neutral", "Positive", "mixed", "unknown")
THEMES = ("billing", "Delivery, Packaging", "staff,billing", "billing, billing", "app", None)


class VoiceMaker(CustomerMaker):
    """Makes what people say, of the tickets and calls there are."""

    def __init__(self, seed: int, as_of: datetime, tickets: list[Row]) -> None:
        super().__init__(seed, as_of)
        self.tickets = tickets
        self.calls: list[Row] = []
        self.invitations: list[Row] = []
        self.responses: list[Row] = []
        self.feedback: list[Row] = []
        #: When each survey was sent.
        self.sent: list[tuple[Row, datetime]] = []

    def any_person(self) -> str | None:
        if self.chance(0.05):
            return None
        number = self.random.randint(1, PEOPLE + 50)
        return f"c{number}" if number <= REQUESTERS else f"q{number}"

    def any_ticket(self) -> str | None:
        number = self.random.randrange(len(self.tickets))
        return self.pick([f"T{number}", f"T{number}", None, None, None, f"gone{number}"])

    def any_call(self) -> str | None:
        number = self.random.randrange(len(self.calls))
        return self.pick([f"L{number}", None, f"none{number}"])

    # calls ------------------------------------------------------------------------------------

    def make_calls(self, calls: int) -> None:
        for number in range(calls):
            about, at = None, self.moment().replace(microsecond=0)
            if self.chance(0.4):
                ticket = self.random.choice(self.tickets)
                about = ticket["ticket_id"]
                if self.chance(0.3):  # just before it was opened, in whatever way that is told
                    at = datetime.fromisoformat(str(ticket["opened_at"])).replace(microsecond=0)
                    at = at.replace(tzinfo=None) - (at.utcoffset() or timedelta())
                    at -= self.random.randint(1, 3000) * SECOND
            if abs(at - self.as_of) < DAY:  # a call that goes on has an oracle of its own
                at -= 3 * DAY
            self.add_call(f"L{number}", about, at)

    def add_call(self, key: str, about: str | None, at: datetime) -> None:
        outcome = self.random.choices(
            ["answered", "abandoned", "voicemail", "ivr_only"], [75, 15, 5, 5]
        )[0]
        wait, talk = self.random.randint(1, 90), self.random.randint(30, 900)
        is_queued, is_answered = outcome != "ivr_only", outcome == "answered"
        queued_at = at + 10 * SECOND
        left_at = queued_at + wait * SECOND
        ended_at = left_at + talk * SECOND if is_answered else left_at
        caller, key_of_caller = self.any_person(), None
        if self.chance(0.5):
            number = self.random.randint(1, self.phones + 5)
            key_of_caller = spelled_phone(number, self.random.randrange(4))
            caller = None if self.chance(0.7) else caller
        direction = self.random.choices(["inbound", "outbound", "internal", None], [80, 8, 4, 8])[0]
        row: Row = {
            "call_id": key,
            "direction": direction,
            "channel": self.pick(["phone", "phone", None, "chat"]),
            "caller_id": caller,
            "caller_key": key_of_caller,
            "ticket_id": about,
            "team_id": self.pick(["t1", "t2", None]),
            "agent_id": "a1" if is_answered else None,
            "started_at": self.spell(at),
            "queued_at": self.spell(queued_at) if is_queued else None,
            "answered_at": self.spell(left_at) if is_answered else None,
            "ended_at": self.spell(ended_at),
            "wait_seconds": str(wait) if is_queued else None,
            "talk_seconds": str(talk) if is_answered else None,
            "hold_seconds": None,
            "wrap_seconds": "30" if is_answered else None,
            "outcome": outcome,
        }
        self.calls.append(row)

    # surveys ----------------------------------------------------------------------------------

    def make_surveys(self, invitations: int, responses: int) -> None:
        for number in range(invitations):
            self.add_invitation(f"i{number}")
        for number in range(responses):
            self.add_response(f"r{number:05}")

    def add_invitation(self, key: str) -> None:
        sent_at = self.moment().replace(microsecond=0)
        if self.chance(0.02):
            late = self.random.choice([0, 1, -1]) * SECOND
            sent_at = self.as_of - self.random.choice([WINDOW, 0 * DAY]) + late
        row: Row = {
            "invitation_id": key,
            "instrument_id": self.pick(["after_ticket", "after_call", "relationship"]),
            "audience": self.random.choices(["customer", None, "Employee"], [60, 35, 5])[0],
            "person_id": self.any_person(),
            "ticket_id": self.any_ticket(),
            "call_id": self.any_call() if self.chance(0.3) else None,
            "agent_id": self.pick(["a50", "a51", "a52", "stranger", None]),
            "channel": self.pick(CHANNELS),
            "sent_at": self.spell(sent_at),
        }
        self.invitations.append(row)
        if row["audience"] != "Employee":
            self.sent.append((row, sent_at))

    def answered_at(self, sent_at: datetime) -> datetime:
        """Answer soon, or just where the window or the build's moment is."""
        if self.chance(0.5):
            return sent_at + self.random.randint(60, 10 * 86400) * SECOND
        late = self.random.choice([0, 0, 1, -1]) * SECOND
        return sent_at + self.random.choice([0 * DAY, WINDOW, WINDOW, 20 * DAY]) + late

    def add_response(self, key: str) -> None:
        """Add one answered survey of one to three questions, perhaps one that replaces another."""
        old = self.random.choice(self.responses[-400:]) if self.responses else None
        base: Row = {
            "invitation_id": None,
            "instrument_id": self.pick(["after_ticket", "after_call", "relationship"]),
            "person_id": self.any_person(),
            "ticket_id": self.any_ticket(),
            "call_id": self.any_call() if self.chance(0.3) else None,
            "agent_id": self.pick(["a50", "a51", "a52", "stranger", None]),
        }
        at = self.moment().replace(microsecond=0)
        if self.chance(0.6):
            invitation, sent_at = self.random.choice(self.sent)
            base = {name: invitation[name] for name in base}
            at = self.answered_at(sent_at)
        elif old and self.chance(0.4):
            base = {name: old[name] for name in base}
            at = self.random.choice([at, self.said_at(old)])
        at = self.said_at(old) if old and self.chance(0.02) else at
        base |= {
            "team_id": self.pick(["t1", "t9", None, None, None]),
            "channel": self.pick(CHANNELS),
            "audience": self.random.choices(["customer", None, "employee"], [55, 40, 5])[0],
            "wave": None,
            "responded_at": None if self.chance(0.02) else self.spell(at),
            "is_test": self.random.choices(["true", "false", None], [2, 60, 38])[0],
            "is_partial": self.random.choices(["true", "false", None], [4, 60, 36])[0],
        }
        for number in range(self.random.choices([1, 2, 3], [70, 20, 10])[0]):
            self.add_question(key, f"q{number}", base)

    def said_at(self, row: Row) -> datetime:
        told = row["responded_at"]
        if told is None:
            return self.moment().replace(microsecond=0)
        moment = datetime.fromisoformat(told)
        return moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())

    def add_question(self, key: str, question: str, base: Row) -> None:
        measure, low, high, is_better = self.random.choice(QUESTIONS)
        if base["audience"] == "employee":
            measure = self.random.choice([measure, "enps", "employee_satisfaction"])
        score = str(self.random.randint(int(low), int(high)))
        if self.chance(0.05):
            score = self.random.choice(["-1", "11", "99", f"{score}.5", "3.5"])
        row: Row = {
            "response_id": key,
            "question_id": question,
            "measure": measure,
            "scale_min": low,
            "scale_max": high,
            "higher_is_better": is_better,
            "score": None if self.chance(0.05) else score,
            "response_weight": self.random.choices(
                ["1", None, "0.5", "1.25", "0", "-1"], [5, 80, 6, 5, 2, 1]
            )[0],
        }
        self.responses.append(row | base)

    # feedback ---------------------------------------------------------------------------------

    def make_feedback(self, items: int) -> None:
        for number in range(items):
            at = self.moment().replace(microsecond=0)
            self.feedback.append(
                {
                    "feedback_id": f"f{number}",
                    "feedback_source": self.pick(SOURCES),
                    "person_id": self.any_person(),
                    "ticket_id": self.any_ticket(),
                    "polarity": self.pick(POLARITIES),
                    "themes": self.pick(THEMES),
                    "given_at": self.spell(at),
                }
            )
