"""What service did to customers, as a build tells it."""

from __future__ import annotations

import duckdb


def risks(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, float, float, bool]]:
    """By experience: landmarks, churn after it, difference to no contact, whether it is marked."""
    rows = connection.execute("""
        select experience, landmark_count, churn_rate, risk_difference, is_significant
        from marts.fct_service_to_retention
        where tenure_band = 'all'
    """).fetchall()
    return {row[0]: tuple(row[1:]) for row in rows}


def satisfaction_by_wait(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Mean rating of tickets by quarters of their wait for a first reply, shortest first."""
    rows = connection.execute("""
        with waits as (
            select
                (responses.score - responses.scale_min)
                / (responses.scale_max - responses.scale_min) as rating,
                ntile(4) over (order by tickets.first_reply_seconds) as quarter
            from marts.fct_survey_responses as responses
            inner join marts.fct_tickets as tickets using (ticket_id)
            where responses.exclusion_reason is null and responses.measure in ('csat', 'ces_2')
                and tickets.first_reply_seconds is not null
        )
        select avg(rating) from waits group by quarter order by quarter
    """).fetchall()
    return [float(row[0]) for row in rows]


def answered_shares(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Share of ratings that were given when offered, by quarters of the wait, shortest first."""
    rows = connection.execute("""
        with asked as (
            select
                invitations.invitation_id,
                ntile(4) over (order by tickets.first_reply_seconds) as quarter
            from intermediate.int_survey_invitations_unioned as invitations
            inner join marts.fct_tickets as tickets using (ticket_id)
            where tickets.first_reply_seconds is not null
        ), answered as (
            select distinct invitation_id from marts.fct_survey_responses
            where exclusion_reason is null
        )
        select avg(case when answered.invitation_id is null then 0 else 1 end)
        from asked left join answered using (invitation_id)
        group by quarter order by quarter
    """).fetchall()
    return [float(row[0]) for row in rows]
