{#- A view: a million customers have a dozen quarters each, and it is read once. -#}
{{ config(materialized='view') }}
{#- No quarter is shorter, so that a contact is that close to the start of one quarter at most. -#}
{%- set quiet_days = 90 -%}
{%- set today = reporting_date(as_of_at()) -%}
{%- set contacted_on = reporting_date('contacts.contacted_at') -%}
with

spans as (

    select * from {{ ref('fct_customer_spans') }}

),

contacts as (

    select * from {{ ref('fct_contacts') }}

),

-- few: the customer came, whatever became of the ticket
merged as (

    select * from {{ ref('int_contact_gaps_measured') }}

    where not can_begin and not is_unserved

),

dates as (

    select * from {{ ref('dim_dates') }}

    where date_day = quarter_starts_on and date_day <= {{ today }}

),

dated as (

    select
        contacts.customer_id,
        {{ contacted_on }} as contacted_on,
        cast({{ dbt.dateadd('month', 3, dbt.date_trunc('quarter', contacted_on)) }} as date)
            as next_quarter_starts_on

    from contacts

    left join merged
        on contacts.contact_id = merged.contact_id

    where
        contacts.exclusion_reason is null
        or contacts.is_unserved
        or merged.contact_id is not null

),

loud as (

    select
        customer_id,
        next_quarter_starts_on

    from dated

    where contacted_on >= {{ plus_days('next_quarter_starts_on', -quiet_days) }}

    group by 1, 2

),

-- earlier than that, nobody knows who was silent
known as (

    select {{ plus_days('min(contacted_on)', quiet_days) }} as known_from

    from dated

),

silent as (

    select
        spans.customer_id,
        spans.span_number,
        spans.customer_segment,
        dates.date_day as quarter_starts_on,
        spans.starts_on,
        spans.ends_on

    from dates

    inner join known
        on dates.date_day >= known.known_from

    inner join spans
        on dates.date_day >= spans.starts_on
        and dates.date_day <= coalesce(spans.ends_on, {{ today }})

    left join loud
        on spans.customer_id = loud.customer_id
        and dates.date_day = loud.next_quarter_starts_on

    where loud.customer_id is null

)

select * from silent
