"""When customers ask, about what, and by which channel."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from scripts.extracts.clock import DAY
from scripts.extracts.model import Contact, Customer, Incident, Organisation, Region

HOUR = 3600
GROWTH = 0.35  # over the whole period
BY_WEEKDAY = (1.25, 1.15, 1.08, 1.02, 0.95, 0.45, 0.38)  # Monday first
BY_HOUR = (
    *(0.25, 0.18, 0.14, 0.12, 0.14, 0.22, 0.42, 0.75),  # 0 to 7, local time
    *(1.20, 1.75, 1.95, 1.85, 1.55, 1.55, 1.65, 1.60),
    *(1.45, 1.20, 0.98, 0.90, 0.85, 0.72, 0.52, 0.35),
)
TOPICS = {
    "billing": 0.18,
    "delivery": 0.13,
    "refund": 0.10,
    "login": 0.12,
    "how_to": 0.15,
    "bug": 0.11,
    "account_change": 0.08,
    "cancellation": 0.05,
    "complaint": 0.04,
    "api_integration": 0.03,
    "outage": 0.01,
}
CHANNELS = {
    "email": 0.44,
    "web": 0.21,
    "chat": 0.11,
    "native_messaging": 0.08,
    "voice": 0.08,
    "api": 0.05,
    "mobile_sdk": 0.02,
    "agent": 0.01,  # an agent writes first; the vendor says web
}


class Demand:
    """Draws contacts from the shape of a year: growth, week, hour of the day, incidents."""

    def __init__(self, organisation: Organisation, rng: Random) -> None:
        self._organisation = organisation
        self._rng = rng
        self._start = organisation.start_at
        hours = range(organisation.start_at, organisation.end_at, HOUR)
        self._region_shares = list(accumulate(region.share for region in organisation.regions))
        self._shapes = [
            list(accumulate(self._weight(region, at) for at in hours))
            for region in organisation.regions
        ]
        self._customers: list[list[Customer]] = [[] for _ in organisation.regions]
        for customer in organisation.customers:
            self._customers[customer.region].append(customer)
        self._incident_at = {
            at: incident
            for incident in organisation.incidents
            for at in range(incident.start_at // HOUR, incident.end_at // HOUR + 1)
        }

    def draw(self) -> Contact:
        """Draw a contact somewhere in the period."""
        region, at = self._draw_moment()
        incident = self.incident_at(at)
        if incident and self._rng.random() < 1 - 1 / incident.factor:
            return Contact(at, self._customer(region), incident.topic, "new")
        return Contact(at, self._customer(region), self.topic(), "new")

    def draw_long(self) -> Contact:
        """Draw a contact that will stay open for more than a year; most lie before the period."""
        rng, end = self._rng, self._organisation.end_at
        at = end - rng.randrange(372 * DAY, 520 * DAY)
        return Contact(at, self._customer(rng.randrange(len(self._shapes))), "bug", "long")

    def topic(self) -> str:
        """Draw a topic, by its everyday weight."""
        return self._rng.choices(TOPIC_NAMES, cum_weights=TOPIC_WEIGHTS)[0]

    def channel(self) -> str:
        """Draw a channel, by weight."""
        return self._rng.choices(CHANNEL_NAMES, cum_weights=CHANNEL_WEIGHTS)[0]

    def incident_at(self, at: int) -> Incident | None:
        """Find the incident that is on at an instant, if there is one."""
        incident = self._incident_at.get(at // HOUR)
        return incident if incident and incident.start_at <= at < incident.end_at else None

    def _draw_moment(self) -> tuple[int, int]:
        rng = self._rng
        region = bisect_right(self._region_shares, rng.random() * self._region_shares[-1])
        shape = self._shapes[min(region, len(self._shapes) - 1)]
        hour = bisect_right(shape, rng.random() * shape[-1])
        offset = min(hour, len(shape) - 1) * HOUR + int(rng.random() * HOUR)
        return min(region, len(self._shapes) - 1), self._start + offset

    def _customer(self, region: int) -> Customer:
        pool = self._customers[region] or self._organisation.customers
        return pool[int(len(pool) * self._rng.random() ** 1.25)]

    def _weight(self, region: Region, at: int) -> float:
        local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(region.zone))
        weight = BY_WEEKDAY[local.weekday()] * BY_HOUR[local.hour]
        lived = (at - self._start) / (self._organisation.end_at - self._start)
        factor = 1.0
        for incident in self._organisation.incidents:
            overlap = min(at + HOUR, incident.end_at) - max(at, incident.start_at)
            if overlap > 0:
                factor += (incident.factor - 1) * overlap / HOUR
        return weight * (1 + GROWTH * lived) * factor


TOPIC_NAMES, TOPIC_WEIGHTS = list(TOPICS), list(accumulate(TOPICS.values()))
CHANNEL_NAMES, CHANNEL_WEIGHTS = list(CHANNELS), list(accumulate(CHANNELS.values()))
