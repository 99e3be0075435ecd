"""What of customers, and of what they say, an oracle is asked for, and how it is compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.customer_tables import (
    compare_answers,
    compare_cohorts,
    compare_customers,
    compare_feedback,
    compare_landmarks,
    compare_orders,
    compare_periods,
    compare_spans,
    compare_subscriptions,
    compare_survival,
)
from tests.e2e.kpi_tables import compare_kpi_periods, compare_signals

KPIS = (
    *("retention", "churn", "repeat_purchase", "csat", "nps", "ces", "survey_response_rate"),
    *("customer_sentiment", "customer_approval", "contact_rate", "complaint_rate", "fcr"),
)
#: Takes a connection to what was built, and a truth; gives what differs.
Compare = Callable[..., list[str]]
TABLES: dict[str, Compare] = {
    "dim_customers": compare_customers,
    "fct_subscriptions": compare_subscriptions,
    "fct_customer_spans": compare_spans,
    "fct_orders": compare_orders,
    "fct_customer_periods": compare_periods,
    "fct_customer_cohorts": compare_cohorts,
    "fct_customer_survivals": compare_survival,
    "fct_survey_responses": compare_answers,
    "fct_feedback_items": compare_feedback,
    "fct_service_to_retention": compare_landmarks,
    "fct_kpi_periods": compare_kpi_periods,
    "fct_kpi_signals_daily": compare_signals,
}
MODELS = (
    *(f"fct_{kpi}_daily" for kpi in KPIS),
    *(*TABLES, "fct_feedback_themes", "fct_service_landmarks"),
)


def say(problems: list[str]) -> None:
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
