{#- The port behind it is a view that several models read: what costs joins is stored here. -#}
{{ config(enabled=plugged_in('salesforce')) }}

with

contracts as (

    select * from {{ ref('base_salesforce__contracts') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('salesforce_words') }}

),

dated as (

    select
        contracts.*,
        cast(contracts.start_date as date) as starts_on,

        -- a term of months ends on the day before the same day of its last month
        coalesce(
            cast(contracts.end_date as date),
            {{ plus_days(
                dbt.dateadd('month', 'contracts.contract_term', 'contracts.start_date'), -1
            ) }}
        ) as ends_on

    from contracts

    left join words
        on words.vocabulary = 'contract_status'
        and {{ word_key('contracts.status') }} = words.vendor_word

    -- a draft binds nobody yet, and a deleted contract was none
    where
        contracts.start_date is not null
        and not coalesce(contracts.is_deleted, false)
        and coalesce(words.port_word, 'signed') = 'signed'

),

conformed as (

    select
        'salesforce' as vendor,
        '{{ instance_of('salesforce') }}' as instance,
        {{ vendor_id('salesforce', case_safe_id('id')) }} as subscription_id,
        {{ vendor_id('salesforce', case_safe_id('account_id')) }} as customer_id,
        plan,
        starts_on,
        ends_on,
        false as is_trial,
        cancel_requested_at,
        end_reason,
        is_voluntary_end,
        monthly_amount,
        upper(currency_iso_code) as currency,
        coalesce(system_modstamp, last_modified_date) as source_updated_at,
        _loaded_at as loaded_at

    from dated

)

select * from conformed
