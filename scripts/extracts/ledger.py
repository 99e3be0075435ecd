"""Writes one ticket's history: a change is recorded only if it changes something."""

from __future__ import annotations

from random import Random

from scripts.extracts.clock import DAY, Clock
from scripts.extracts.demand import Demand
from scripts.extracts.model import (
    NOBODY,
    Agent,
    Change,
    Comment,
    Organisation,
    SlaTarget,
    Team,
    TicketHistory,
)

OLDEST = 560 * DAY  # no history begins earlier than this before the end


class World:
    """What every ticket shares: the organisation, its clocks, and the one source of chance."""

    def __init__(self, organisation: Organisation, demand: Demand, rng: Random) -> None:
        self.organisation = organisation
        self.demand = demand
        self.rng = rng
        self.teams = {team.number: team for team in organisation.teams}
        self.policies = {policy.number: policy for policy in organisation.policies}
        earliest = min(organisation.start_at, organisation.end_at - OLDEST)
        self.clocks = {
            schedule.number: Clock(schedule, earliest, organisation.end_at + 30 * DAY)
            for schedule in organisation.schedules
        }

    def someone(self, team: Team, at: int) -> Agent:
        """Pick a member of the team who works there at an instant; the manager if nobody does."""
        rng, agents = self.rng, team.agents
        for _ in range(8):
            agent = agents[1 + int(rng.random() * (len(agents) - 1))]
            if agent.hired_at <= at and (agent.left_at is None or at < agent.left_at):
                return agent
        return agents[0]


class Ledger:
    """The current values of one ticket, and how they came about."""

    def __init__(self, world: World, history: TicketHistory) -> None:
        self.world = world
        self.history = history
        self.status = ""
        self.priority: str | None = None
        self.team: Team = world.organisation.teams[0]
        self.agent: Agent | None = None
        self.policy: int | None = None
        self.schedule = 0
        self._values: dict[str, str | int | SlaTarget | None] = {}

    @property
    def clock(self) -> Clock:
        """Opening hours of the team that now has the ticket."""
        return self.world.clocks[self.team.schedule]

    def note(self, at: int, field: str, value: str | int | SlaTarget | None, actor: int) -> None:
        """Record that a field took a value, unless it has it already."""
        if field in self._values and self._values[field] == value:
            return
        self._values[field] = value
        self.history.changes.append(Change(at, field, value, actor))

    def set_status(self, at: int, status: str, actor: int) -> None:
        """Move the ticket to a status."""
        self.status = status
        self.note(at, "status", status, actor)

    def set_priority(self, at: int, priority: str | None, actor: int) -> None:
        """Change the priority; the promises of the policy follow it."""
        self.priority = priority
        self.note(at, "priority", priority, actor)
        self._promise(at)

    def set_agent(self, at: int, agent: Agent | None, actor: int) -> None:
        """Assign the ticket to an agent, or to nobody."""
        self.agent = agent
        self.note(at, "assignee", agent.number if agent else None, actor)

    def set_team(self, at: int, team: Team, actor: int) -> None:
        """Give the ticket to a team."""
        self.team = team
        self.note(at, "team", team.number, actor)

    def set_schedule(self, at: int, schedule: int) -> None:
        """Put a schedule on the ticket. A ticket that never had one is on the default."""
        current = self.schedule or self.world.organisation.default_schedule
        if schedule != current:
            self.schedule = schedule
            self.history.schedules.append((at, schedule))

    def set_policy(self, at: int, policy: int) -> None:
        """Apply an SLA policy. Without a priority it promises nothing yet."""
        if policy != self.policy:
            self.policy = policy
            self.history.policies.append((at, policy))
            self.note(at, "sla_policy", self.world.policies[policy].name, NOBODY)
            self._promise(at)

    def say(self, at: int, author: int, words: str, public: bool = True) -> Comment:
        """Add a comment."""
        comment = Comment(at, author, public, words)
        self.history.comments.append(comment)
        return comment

    def tag(self, at: int, *tags: str, actor: int = NOBODY) -> None:
        """Add tags."""
        self.history.tags.extend((at, tag) for tag in tags)
        self.note(at, "tags", " ".join(tag for _, tag in self.history.tags), actor)

    def _promise(self, at: int) -> None:
        if self.policy is None or self.priority is None:
            return
        for target in self.world.policies[self.policy].targets_at(at):
            if target.priority == self.priority:
                self.note(at, target.metric, target, NOBODY)


def cut(history: TicketHistory, at: int) -> None:
    """Forget everything that happened after an instant (epoch seconds)."""
    history.changes = [change for change in history.changes if change.at <= at]
    history.comments = [comment for comment in history.comments if comment.at <= at]
    history.tags = [tag for tag in history.tags if tag[0] <= at]
    history.policies = [policy for policy in history.policies if policy[0] <= at]
    history.schedules = [schedule for schedule in history.schedules if schedule[0] <= at]


def finish(history: TicketHistory, end_at: int) -> TicketHistory:
    """Put a history in order of time and cut it at the end of the simulation."""
    cut(history, end_at - 1)
    history.changes.sort(key=lambda change: change.at)
    history.comments.sort(key=lambda comment: comment.at)
    for change in history.changes:
        if change.field == "status":
            history.ended_by = "closed" if change.value == "closed" else ""
            if change.value == "solved":
                history.solved_at = change.at
    return history
