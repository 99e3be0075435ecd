"""Map public data sets to files of the ports, as a company without an adapter would.

python tests/e2e/map_real_data.py DATA_FOLDER EXTRACTS_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

#: An incident's last update carries its truth; its times name no zone and are taken as UTC.
SERVICENOW = """
    create temp table incidents as
    select
        number as ticket_id,
        caller_id as requester_id,
        assignment_group as team_id,
        assigned_to as agent_id,
        category as topic,
        reopen_count,
        reassignment_count,
        made_sla,
        case split_part(priority, ' - ', 2)
            when 'Critical' then 'urgent' when 'High' then 'high'
            when 'Moderate' then 'normal' when 'Low' then 'low'
        end as priority,
        case contact_type
            when 'Phone' then 'phone' when 'Email' then 'email' when 'Self service' then 'portal'
            else 'other'
        end as channel,
        case incident_state
            when 'New' then 'new' when 'Closed' then 'closed' when 'Resolved' then 'resolved'
            when 'Awaiting User Info' then 'waiting_on_customer' when '-100' then null else 'open'
        end as ticket_status,
        strptime(opened_at, '%-d/%-m/%Y %-H:%M') as opened_at,
        strptime(resolved_at, '%-d/%-m/%Y %-H:%M') as resolved_at,
        strptime(closed_at, '%-d/%-m/%Y %-H:%M') as closed_at
    from read_parquet(getvariable('source'))
    qualify row_number() over (
        partition by number
        order by
            cast(sys_mod_count as integer) desc,
            strptime(sys_updated_at, '%-d/%-m/%Y %-H:%M') desc
    ) = 1;
    create temp table tickets as select * exclude (made_sla) from incidents;
    create temp table sla_targets as
    select
        ticket_id as sla_target_id, ticket_id, 'resolution' as sla_metric, 'vendor_verdict' as tier,
        priority, opened_at as applied_at, made_sla as is_met
    from incidents;
"""

#: Wall-clock times of New York become UTC; a request without a target gets no target.
CITY = """
    create temp macro new_york(wall_clock) as timezone(
        'UTC', timezone('America/New_York', strptime(wall_clock, '%m/%d/%Y %I:%M:%S %p'))
    );
    create temp table requests as
    select
        CASE_ENQUIRY_ID as ticket_id,
        lower(CASE_STATUS) as ticket_status,
        TYPE as topic,
        Department as team_id,
        case "Source"
            when 'Constituent Call' then 'phone' when 'Citizens Connect App' then 'messaging'
            when 'Self Service' then 'portal' when 'Twitter' then 'social' else 'other'
        end as channel,
        new_york(OPEN_DT) as opened_at,
        new_york(CLOSED_DT) as resolved_at,
        new_york(TARGET_DT) as due_at
    from read_parquet(getvariable('source'));
    create temp table tickets as select * exclude (due_at) from requests;
    create temp table sla_targets as
    select
        ticket_id as sla_target_id, ticket_id, 'resolution' as sla_metric, 'vendor_due' as tier,
        opened_at as applied_at, due_at
    from requests
    where due_at is not null;
"""

#: Clocks of Israel become UTC; a clock before the call's entry by hours is past midnight, 0:00:00
#: is no clock. Who was answered at once waited for 0 seconds. PHANTOM rows are no calls.
BANK = """
    create temp macro israel(day, clock) as timezone(
        'UTC', timezone('Asia/Jerusalem', strptime(day || ' ' || clock, '%y%m%d %-H:%M:%S'))
    );
    create temp macro later(day, entry, clock) as case
        when clock <> '0:00:00' then israel(day, clock) + case
            when israel(day, entry) - israel(day, clock) > interval 12 hour then interval 1 day
            else interval 0 day
        end
    end;
    create temp table bank_calls as
    select
        vru_line || '-' || call_id || '-' || date as call_id,
        'inbound' as direction,
        'phone' as channel,
        nullif(customer_id, '0') as caller_id,
        type as team_id,
        nullif(server, 'NO_SERVER') as agent_id,
        israel(date, vru_entry) as started_at,
        coalesce(
            later(date, vru_entry, q_start),
            case when outcome = 'AGENT' then later(date, vru_entry, ser_start) end,
            later(date, vru_entry, vru_exit)
        ) as queued_at,
        cast(vru_time as integer) as ivr_seconds,
        cast(q_time as integer) as wait_seconds,
        case when outcome = 'AGENT' then coalesce(
            later(date, vru_entry, ser_start), queued_at + to_seconds(cast(q_time as integer))
        ) end as answered_at,
        coalesce(
            later(date, vru_entry, ser_exit), later(date, vru_entry, q_exit),
            later(date, vru_entry, vru_exit)
        ) as ended_at,
        case when outcome = 'AGENT' then cast(ser_time as integer) end as talk_seconds,
        case outcome
            when 'AGENT' then 'answered' when 'HANG' then 'abandoned' when 'PHANTOM' then 'failed'
        end as outcome
    from read_parquet(getvariable('source'));
    create temp table calls as from bank_calls;
    create temp table teams as
    select distinct team_id, team_id as team_name, 'queue' as team_kind from bank_calls;
    create temp table agents as
    select distinct agent_id from bank_calls where agent_id is not null;
    create temp table customer_keys as
    select distinct caller_id as person_id, 'external_id' as key_type, caller_id as key
    from bank_calls where caller_id is not null;
"""

#: An invoice is an order, one that begins with C a cancellation; wall clocks of London become UTC.
#: Lines without a customer belong to nobody: they are orders that the reader turns away.
RETAIL = """
    create temp table invoices as
    select
        InvoiceNo as order_id,
        CustomerID as customer_id,
        any_value(Country) as region,
        timezone('UTC', timezone('Europe/London', min(InvoiceDate))) as ordered_at,
        sum(cast(Quantity as decimal(18, 3)) * cast(UnitPrice as decimal(18, 3))) as order_amount,
        InvoiceNo like 'C%' as is_cancelled
    from read_parquet(getvariable('source'))
    group by all;
    create temp table orders as select * exclude (region), 'GBP' as currency from invoices;
    create temp table customers as
    select customer_id, 'person' as customer_kind, min(region) as customer_segment
    from invoices where customer_id is not null group by 1;
"""

#: Every passenger was asked all three; codes beyond the scale (11, 6, 0) are left as they are.
AIRPORT = """
    create temp table passengers as from read_csv(getvariable('source'), all_varchar = true);
    create temp table survey_responses as
    select
        RESPNUM as response_id,
        measure as question_id,
        'passengers' as instrument_id,
        measure,
        scale_min,
        scale_max,
        nullif(case measure when 'nps' then NETPRO when 'csat' then Q7ALL else Q14FIND end, 'Blank')
            as score,
        'other' as channel,
        make_timestamp(2017, 5, cast(INTDATE as bigint), 12, 0, 0) as responded_at
    from passengers
    cross join (values ('nps', 0, 10), ('csat', 1, 5), ('ces_2', 1, 5))
        as questions (measure, scale_min, scale_max);
"""

DATA_SETS = {
    "servicenow_incident_events": SERVICENOW,
    "city_service_requests_2015_h1": CITY,
    "bank_calls_1999_02_first_half": BANK,
    "online_retail_lines": RETAIL,
    "airport_survey_2017": AIRPORT,
}

PORTS = (
    *("tickets", "sla_targets", "calls", "teams", "agents", "customer_keys"),
    *("customers", "orders", "survey_responses"),
)


def map_data_set(name: str, data: Path, extracts: Path) -> None:
    """Write the ports that one data set fills as Parquet below `extracts`/custom."""
    folder = extracts / "custom"
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        (source,) = data.glob(f"{name}.*")
        connection.execute("set variable source = ?", [str(source)])
        connection.execute(DATA_SETS[name])
        made = {
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
        for port in made & set(PORTS):
            connection.table(port).write_parquet(str(folder / f"{port}.parquet"))


if __name__ == "__main__":
    for data_set in DATA_SETS:
        map_data_set(data_set, Path(sys.argv[1]), Path(sys.argv[2]) / data_set)
