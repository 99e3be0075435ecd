"""Adapters of CRM, billing and surveys: tiny extracts with ugly rows, and public samples."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import ROOT, dbt_build, land, without

EXTRACTS = ROOT / "tests" / "extracts"
SAMPLES = ROOT.parent / "shared" / "samples"
AS_OF = {"as_of": "2026-02-01 00:00:00"}
EXPORT: dict[str, object] = AS_OF | {
    "vendors": ["qualtrics", "salesforce"],
    "sources": {"qualtrics": {"shape": "export"}},
}
VENDORS = ("qualtrics", "salesforce", "stripe")

#: Where a public sample lands, by its place among the samples.
SAMPLE_TABLES = {
    **{f"fivetran_salesforce/sf_{n}.csv": f"salesforce/{n}" for n in ("account", "contact")},
    **{f"fivetran_salesforce/sf_{n}.csv": f"salesforce/{n}" for n in ("order", "user")},
    **{f"stripe/{n}.jsonl": f"stripe/{n}" for n in ("customers", "subscriptions")},
    **{
        f"fivetran_qualtrics/{n}.csv": f"qualtrics/{n}"
        for n in (
            *("survey_response", "question_response", "survey_embedded"),
            *("distribution", "distribution_contact", "directory_contact"),
        )
    },
    "qualtrics/survey_export_sample.csv": "qualtrics/responses",
    "qualtrics/survey_export_sample_legacy.csv": "qualtrics/responses",
}

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="the public samples are not part of the project, and not beside this checkout",
)


def staged(
    extracts: Path, folder: Path, dbt_vars: dict[str, object], *vendors: str
) -> duckdb.DuckDBPyConnection:
    """Land a folder, build the vendors' staging models with their data tests, and open the file."""
    land(extracts, folder)
    select = [f"+path:models/staging/{vendor}" for vendor in vendors]
    cautious = ("--indirect-selection", "cautious", *without("unit_test"))
    path = dbt_build(folder, dbt_vars, "--select", *select, *cautious)
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute(f"attach '{folder / 'raw.duckdb'}' as raw (read_only)")
    return connection


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put the tiny extracts and, where there are any, the samples side by side."""
    folder = tmp_path_factory.mktemp("extracts")
    for vendor in VENDORS:
        for path in (EXTRACTS / vendor).rglob("*.*"):
            table = path.relative_to(EXTRACTS).with_suffix("")
            if table.parent.name == "responses":
                table = table.parent
            place(path, folder / table)
    for sample, landed in SAMPLE_TABLES.items():
        if (SAMPLES / sample).exists():
            place(SAMPLES / sample, folder / landed, f"sample_{Path(sample).name}")
    return folder


def place(path: Path, table: Path, name: str = "") -> None:
    table.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, table / (name or path.name))


@pytest.fixture(scope="module")
def built(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return staged(extracts, tmp_path_factory.mktemp("tables"), dict(AS_OF), *VENDORS)


@pytest.fixture(scope="module")
def exported(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return staged(extracts, tmp_path_factory.mktemp("files"), EXPORT, "qualtrics")


def fates(connection: duckdb.DuckDBPyConnection, model: str, file: str = "%") -> dict[str, int]:
    query = f"select row_fate, count(*) from staging.{model} where _extract_file like ? group by 1"
    return dict(connection.execute(query, [file]).fetchall())


@pytest.mark.parametrize(
    ("model", "file", "expected"),
    [
        ("accounts", "%Account.csv", {"kept": 2, "duplicate": 1, "id is missing": 1,
            "created_date is not a timestamp of 1900 to 9999": 1}),
        ("contracts", "%Contract.csv", {"kept": 3, "account_id is missing": 1}),
        ("orders", "%Order.csv", {"kept": 2, "total_amount is not a decimal(18, 3)": 1}),
    ],
)  # fmt: skip
def test_rows_of_the_crm_have_a_fate(
    built: duckdb.DuckDBPyConnection, model: str, file: str, expected: dict[str, int]
) -> None:
    assert fates(built, f"base_salesforce__{model}", file) == expected


def test_accounts_that_became_one_and_ids_of_both_lengths(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert built.execute("""
        select customer_id, merged_into_customer_id, is_deleted
        from staging.stg_salesforce__customers
        where customer_id like '%0011G00000gY0y4%'
    """).fetchall() == [
        ("salesforce:main:0011G00000gY0y4QAC", "salesforce:main:0015500000Xyy06AAB", True)
    ]


def test_contracts_and_subscriptions_become_periods(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute("""
        select
            replace(subscription_id, ':main:', ' '), is_trial,
            cast(starts_on as varchar), cast(ends_on as varchar),
            cast(monthly_amount as varchar) || ' ' || currency, is_voluntary_end
        from (
            select * from staging.stg_salesforce__subscriptions
            union all
            select * from staging.stg_stripe__subscriptions
        )
        where subscription_id not like '%sub_1Pgc%'
        order by 1, 3
    """).fetchall()
    assert rows == [
        *(("salesforce 8001G000000CON1QAO", False, "2025-01-01", "2025-12-31", "100.000 USD", None),
          ("salesforce 8001G000000CON2QAO", False, "2026-01-01", "2026-12-31", "120.000 USD", None),
          ("stripe sub_1", True, "2025-01-01", "2025-01-14", "20.000 USD", True),
          ("stripe sub_1", False, "2025-01-15", "2025-03-31", "20.000 USD", True),
          ("stripe sub_2", False, "2025-04-01", "2026-12-31", "100.000 JPY", None)),
    ]  # fmt: skip


def test_people_of_every_vendor_have_keys_in_common(built: duckdb.DuckDBPyConnection) -> None:
    """The same contact in the CRM, in billing and among those who were asked."""
    rows = built.execute("""
        select crm.key_type from staging.stg_salesforce__customer_keys as crm
        inner join staging.stg_stripe__customer_keys as billing using (key_type, key_hash)
        where not crm.is_blocked order by 1
    """).fetchall()
    assert rows == [("email",), ("external_id",), ("phone",)]


def test_answers_in_tables(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute("""
        select replace(response_id, 'qualtrics:main:', ''), measure, score, ticket_id,
            replace(invitation_id, 'qualtrics:main:', ''), is_test
        from staging.stg_qualtrics__survey_responses
        where instrument_id like '%SV_demoEffort' order by 1, 2
    """).fetchall()
    assert rows == [
        ("R_11", "ces_2", 6, "zendesk:main:101", "EMD_1-CID_1", False),
        ("R_11", "csat", 4, "zendesk:main:101", "EMD_1-CID_1", False),
        ("R_12", "ces_2", 1, None, None, True),
    ]


def test_answers_in_exports(exported: duckdb.DuckDBPyConnection) -> None:
    """Three header rows in German; a duplicate, a preview, an unfinished one, a number in words."""
    assert fates(exported, "base_qualtrics_export__responses", "%SV_demoNps.csv") == {
        "kept": 5, "duplicate": 1, "recorded_at is missing": 1,
    }  # fmt: skip
    # Berlin is an hour ahead, as the third header row says
    assert exported.execute("""
        select cast(responded_at as varchar) from staging.stg_qualtrics__survey_responses
        where response_id = 'qualtrics:main:R_1'
    """).fetchall() == [("2026-01-05 08:01:01",)]
    rows = exported.execute("""
        select replace(response_id, 'qualtrics:main:', ''), score, is_test, is_partial
        from staging.stg_qualtrics__survey_responses
        where instrument_id like '%SV_demoNps' order by 1
    """).fetchall()
    assert rows == [
        ("R_1", 9, False, False),
        ("R_2", 0, False, False),
        ("R_3", 10, True, False),
        ("R_4", 7, False, True),
        ("R_6", None, False, False),
    ]


@needs_samples
def test_public_samples_lose_no_row(
    built: duckdb.DuckDBPyConnection, exported: duckdb.DuckDBPyConnection
) -> None:
    for connection in (built, exported):
        models = connection.execute("""
            select table_name from duckdb_tables()
            where database_name = 'build' and table_name like 'base_%'
        """).fetchall()
        for (model,) in models:
            found = connection.execute(f"""
                select files.extract_file, files.row_count, count(*)
                from staging.{model} as base
                inner join raw.landing.files as files on base._extract_file = files.extract_file
                group by 1, 2
            """).fetchall()
            assert found
            assert not [row for row in found if row[1] != row[2]], model


@needs_samples
@pytest.mark.parametrize(
    ("model", "sample"),
    [
        ("base_salesforce__accounts", "sf_account.csv"),
        ("base_salesforce__contacts", "sf_contact.csv"),
        ("base_salesforce__orders", "sf_order.csv"),
        ("base_salesforce__users", "sf_user.csv"),
        ("base_qualtrics_fivetran__survey_responses", "survey_response.csv"),
        ("base_qualtrics_fivetran__question_responses", "question_response.csv"),
        ("base_qualtrics_fivetran__distribution_contacts", "distribution_contact.csv"),
    ],
)
def test_public_samples_are_read(built: duckdb.DuckDBPyConnection, model: str, sample: str) -> None:
    found = fates(built, model, f"%sample_{sample}")
    assert found.get("kept", 0) > 0
    assert not [fate for fate in found if " is not a " in fate]


@needs_samples
def test_the_public_export_is_read_by_its_third_header(
    exported: duckdb.DuckDBPyConnection,
) -> None:
    kept = exported.execute("""
        select answers from staging.base_qualtrics_export__responses
        where _extract_file like '%survey_export_sample.csv' and row_fate = 'kept'
    """).fetchall()
    assert kept
    assert all({"QID1", "QID2_TEXT"} <= json.loads(answers).keys() for (answers,) in kept)
    legacy = fates(exported, "base_qualtrics_export__responses", "%legacy.csv")
    assert sum(legacy.values()) == sum(
        n for fate, n in legacy.items() if fate == "kept" or " is " in fate
    )
