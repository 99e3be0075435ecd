"""What the organisation promises: policies whose targets tighten over the period."""

from __future__ import annotations

from scripts.extracts.clock import DAY
from scripts.extracts.model import SlaPolicy, SlaTarget

STANDARD, PREMIUM, CRITICAL, BACK_OFFICE = range(1, 5)
PRIORITIES = ("urgent", "high", "normal", "low")

BUSINESS, CALENDAR = True, False

# policy: name, then metric: (minutes for urgent, high, normal, low), clock for each of them
PROMISES: dict[
    int, tuple[str, dict[str, tuple[tuple[int, int, int, int], tuple[bool, bool, bool, bool]]]]
] = {
    STANDARD: (
        "Standard",
        {
            "first_reply_time": ((60, 240, 480, 1440), (BUSINESS,) * 4),
            "next_reply_time": ((90, 300, 600, 1440), (BUSINESS,) * 4),
            "total_resolution_time": ((720, 1440, 2400, 4800), (BUSINESS,) * 4),
        },
    ),
    PREMIUM: (
        "Premium",
        {
            "first_reply_time": (
                (45, 180, 420, 960),
                (CALENDAR, BUSINESS, BUSINESS, BUSINESS),
            ),
            "next_reply_time": ((60, 240, 480, 960), (CALENDAR, BUSINESS, BUSINESS, BUSINESS)),
            "agent_work_time": ((240, 600, 1000, 2000), (BUSINESS,) * 4),
            "requester_wait_time": ((2880, 4320, 5760, 8640), (CALENDAR,) * 4),
        },
    ),
    CRITICAL: (
        "Critical round the clock",
        {
            "first_reply_time": ((45, 180, 420, 1200), (CALENDAR,) * 4),
            "periodic_update_time": ((720, 1440, 2880, 5760), (CALENDAR,) * 4),
            "requester_wait_time": ((480, 720, 1080, 2160), (CALENDAR,) * 4),
        },
    ),
    BACK_OFFICE: (
        "Back office",
        {
            "next_reply_time": ((240, 600, 1200, 2400), (BUSINESS,) * 4),
            "pausable_update_time": ((240, 480, 900, 1800), (BUSINESS,) * 4),
            "agent_work_time": ((480, 900, 1500, 3000), (BUSINESS,) * 4),
            "total_resolution_time": ((7200, 10080, 12960, 17280), (CALENDAR,) * 4),
        },
    ),
}
TIGHTER = {"first_reply_time": 0.85, "next_reply_time": 0.9, "requester_wait_time": 0.95}


def build_policies(start_at: int, end_at: int) -> list[SlaPolicy]:
    """Every policy with three versions: old, at 40 % and at 75 % of the period."""
    days = (end_at - start_at) // DAY
    moments = [
        start_at - 890 * DAY,
        start_at + days * 2 // 5 * DAY + 9 * 3600,
        start_at + days * 3 // 4 * DAY + 10 * 3600,
    ]
    return [
        SlaPolicy(
            number,
            name,
            [(at + number * 60, _targets(promises, age)) for age, at in enumerate(moments)],
        )
        for number, (name, promises) in PROMISES.items()
    ]


def _targets(
    promises: dict[str, tuple[tuple[int, int, int, int], tuple[bool, bool, bool, bool]]], age: int
) -> list[SlaTarget]:
    return [
        SlaTarget(metric, priority, _tightened(metric, minutes, age), in_business)
        for metric, (targets, clocks) in promises.items()
        for priority, minutes, in_business in zip(PRIORITIES, targets, clocks, strict=True)
    ]


def _tightened(metric: str, minutes: int, age: int) -> int:
    """Shorten a target by its version, to whole five minutes."""
    return 5 * round(minutes * TIGHTER.get(metric, 1.0) ** age / 5)
