"""Business time: where the opening hours of a schedule lie on the UTC line."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scripts.extracts.model import Schedule

DAY = 86_400


def epoch(moment: datetime) -> int:
    """Count whole seconds since 1970 of an aware datetime."""
    return int(moment.timestamp())


def midnight(day: date) -> int:
    """Find the epoch second at which a UTC day begins."""
    return epoch(datetime(day.year, day.month, day.day, tzinfo=UTC))


def utc_day(at: int) -> date:
    """Find the UTC day of an epoch second."""
    return datetime.fromtimestamp(at, UTC).date()


class Clock:
    """Opening hours of one schedule between two instants, as intervals of epoch seconds."""

    def __init__(self, schedule: Schedule, from_at: int, to_at: int) -> None:
        self._opens: list[int] = []
        self._closes: list[int] = []
        self._before: list[int] = []  # business seconds before each interval
        closed = {
            holiday.first_day + timedelta(days=offset)
            for holiday in schedule.holidays
            for offset in range((holiday.last_day - holiday.first_day).days + 1)
        }
        zone = ZoneInfo(schedule.zone)
        day, total = utc_day(from_at) - timedelta(days=2), 0
        while midnight(day) < to_at + 2 * DAY:
            sunday_based = (day.weekday() + 1) % 7
            for span in [] if day in closed else schedule.spans:
                start = max(span.start_minute - sunday_based * 1440, 0)
                end = min(span.end_minute - sunday_based * 1440, 1440)
                if start < end:
                    opens, closes = _instant(day, start, zone), _instant(day, end, zone)
                    self._opens.append(opens)
                    self._closes.append(closes)
                    self._before.append(total)
                    total += closes - opens
            day += timedelta(days=1)
        self._before.append(total)

    def is_open(self, at: int) -> bool:
        """Tell whether an instant lies inside opening hours."""
        i = bisect_right(self._opens, at) - 1
        return i >= 0 and at < self._closes[i]

    def openings(self, from_at: int, to_at: int) -> list[tuple[int, int]]:
        """List the opening hours that begin between two instants: from, to."""
        pairs = zip(self._opens, self._closes, strict=True)
        return [(opens, closes) for opens, closes in pairs if from_at <= opens < to_at]

    def seconds_until(self, at: int) -> int:
        """Count business seconds from the start of the clock to an instant."""
        i = bisect_right(self._opens, at) - 1
        return 0 if i < 0 else self._before[i] + min(at, self._closes[i]) - self._opens[i]

    def between(self, from_at: int, to_at: int) -> int:
        """Count business seconds between two instants."""
        return self.seconds_until(to_at) - self.seconds_until(from_at)

    def add(self, at: int, seconds: int) -> int:
        """Find the instant at which so many business seconds have passed since `at`.

        Zero seconds outside opening hours is the next opening. Past the end of the clock,
        calendar seconds are added to its last closing.
        """
        target = self.seconds_until(at) + seconds
        i = bisect_right(self._before, target) - 1
        if i >= len(self._opens):
            return max(at, self._closes[-1]) + seconds
        return self._opens[i] + target - self._before[i]


def _instant(day: date, minute: int, zone: ZoneInfo) -> int:
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return epoch(local.replace(tzinfo=zone))
