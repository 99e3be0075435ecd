"""Every promise on every stretch of its ticket against what the oracle gives."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import duckdb

from tests.oracle.sla_clocks import Judgement

TARGET = (
    *("sla_target_id", "cycle_number", "sla_metric", "policy_id", "promised_priority"),
    *("target_seconds", "is_business_time", "applied_at", "superseded_at", "started_at"),
    *("ended_at", "ended_by", "due_at", "elapsed_seconds", "sla_state", "decided_at"),
    *("exclusion_reason", "is_met"),
)
VERDICTS = {"met": True, "breached": False, "open": None}
Row = tuple[object, ...]


def seconds(micros: int | None) -> Decimal | None:
    return None if micros is None else Decimal(micros) / 1_000_000


def row_of(judged: Judgement) -> Row:
    target, stretch = judged.target, judged.stretch
    return (
        *(target.name, stretch.number, target.metric, target.policy_id, target.priority),
        *(target.seconds, target.is_business, target.applied_at, target.superseded_at),
        *(stretch.started_at, stretch.ended_at, stretch.ended_by, judged.due_at),
        *(seconds(judged.elapsed_micros), judged.state, judged.decided_at, judged.reason),
        VERDICTS[judged.state] if judged.reason is None else None,
    )


def compare_targets(connection: duckdb.DuckDBPyConnection, expected: list[Row]) -> list[str]:
    """Say which promises differ and in what, the first three of a kind with both sides."""
    rows = connection.execute(
        f"select {', '.join(TARGET)} from marts.fct_ticket_sla_targets"
        " where exclusion_reason is distinct from 'ticket_unknown'"
    ).fetchall()
    built, wanted = ({row[:2]: row for row in side} for side in (rows, expected))
    assert len(built) == len(rows)
    assert len(wanted) == len(expected) > 1000
    kinds: Counter[tuple[str, ...]] = Counter()
    shown = []
    for key in sorted(built.keys() | wanted.keys()):
        said, true = built.get(key, ()), wanted.get(key, ())
        if said == true:
            continue
        pairs = zip(TARGET, said, true, strict=True) if said and true else ()
        differing = tuple(name for name, one, other in pairs if one != other)
        kind = differing or ("only in dbt" if said else "only in the oracle",)
        kinds[kind] += 1
        if kinds[kind] <= 3:
            sides = [" | ".join(map(str, side[2:])) for side in (said, true)]
            shown.append(f"{key} {kind}\n  dbt:    {sides[0]}\n  oracle: {sides[1]}")
    return [f"targets: {kinds.total()} differ, {dict(kinds)}", *shown] if kinds else []
