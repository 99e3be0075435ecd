{{ config(enabled=plugged_in('salesforce'), materialized='view') }}
{%- set effective_on = 'cast(orders.effective_date as date)' -%}
{%- set its_day = local_midnight(effective_on, var('reporting_time_zone')) %}

with

orders as (

    select * from {{ ref('base_salesforce__orders') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('salesforce_words') }}

),

translated as (

    select
        orders.*,
        coalesce(words.port_word, 'placed') as order_status,

        -- a day of the calendar, not the moment at which it begins at Greenwich
        coalesce({{ its_day }}, orders.created_date) as ordered_at

    from orders

    left join words
        on words.vocabulary = 'order_status'
        and {{ word_key('orders.status') }} = words.vendor_word

    where not coalesce(orders.is_deleted, false)

),

conformed as (

    select
        'salesforce' as vendor,
        '{{ instance_of('salesforce') }}' as instance,
        {{ vendor_id('salesforce', case_safe_id('id')) }} as order_id,
        {{ vendor_id('salesforce', case_safe_id('account_id')) }} as customer_id,
        ordered_at,
        total_amount as order_amount,
        upper(currency_iso_code) as currency,
        order_status = 'cancelled' as is_cancelled,
        coalesce(system_modstamp, last_modified_date) as source_updated_at,
        _loaded_at as loaded_at

    from translated

    -- a draft is no order yet
    where order_status <> 'draft' and ordered_at is not null

)

select * from conformed
