-- From a number to its raw rows: the broken promises of the last full month, beside the daily
-- numbers that they add up to, with their tickets, and the file and row that each ticket came from.
{%- set raw_keys = {'custom': 'ticket_id', 'zendesk': 'id'} %}
{%- set this_month = dbt.date_trunc('month', reporting_date(as_of_at())) %}
with

daily as (

    select * from {{ ref('fct_sla_adherence_daily') }}

),

atoms as (

    select * from {{ ref('fct_sla_adherence_targets') }}

),

promises as (

    select * from {{ ref('fct_ticket_sla_targets') }}

),

tickets as (

    select * from {{ ref('fct_tickets') }}

),

raw_tickets as (

    {%- for vendor, key in raw_keys.items() if vendor in var('vendors') %}
    select
        {{ vendor_id(vendor, 'cast(' ~ key ~ ' as ' ~ dbt.type_string() ~ ')') }} as ticket_id,
        _extract_file,
        _extract_row

    from {{ base_of(vendor, 'tickets') if shape_of(vendor) else ref('base_' ~ vendor ~ '__tickets') }}

    where row_fate = 'kept'
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        cast(null as {{ dbt.type_string() }}) as ticket_id,
        cast(null as {{ dbt.type_string() }}) as _extract_file,
        cast(null as bigint) as _extract_row

    where 1 = 0
    {%- endfor %}

),

numbers as (

    select
        metric_date,
        team_id,
        sum(denominator - numerator) as breached_on_that_day

    from daily

    where
        is_default_variant
        and metric_date < {{ this_month }}
        and metric_date >= {{ dbt.dateadd('month', -1, this_month) }}

    group by 1, 2

)

select
    numbers.metric_date,
    numbers.team_id,
    numbers.breached_on_that_day,
    atoms.sla_metric,
    atoms.priority,
    atoms.ticket_id,
    tickets.ticket_number,
    tickets.topic,
    promises.target_seconds / 3600 as hours_promised,
    promises.elapsed_seconds / 3600 as hours_taken,
    promises.due_at,
    promises.ended_at,
    raw_tickets._extract_file,
    raw_tickets._extract_row

from numbers

inner join atoms
    on numbers.metric_date = atoms.metric_date
    and numbers.team_id = atoms.team_id
    and atoms.variant_id = 'all_targets'
    and atoms.denominator > atoms.numerator

inner join promises
    on atoms.sla_target_id = promises.sla_target_id
    and atoms.cycle_number = promises.cycle_number

inner join tickets
    on atoms.ticket_id = tickets.ticket_id

left join raw_tickets
    on atoms.ticket_id = raw_tickets.ticket_id

order by numbers.metric_date, numbers.team_id, promises.due_at, atoms.sla_target_id, atoms.cycle_number
