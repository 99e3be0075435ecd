{{ config(enabled=plugged_in('stripe'), materialized='view') }}

with

subscriptions as (

    select * from {{ ref('base_stripe__subscriptions') }}

    where row_fate = 'kept'

),

words as (

    select * from {{ ref('stripe_words') }}

),

itemised as (

    select
        id,
        currency,
        {{ json_text('items', 'data') }} as item_list

    from subscriptions

),

listed as (

    {{ json_items('itemised', 'item_list', ['id', 'currency']) | indent(4) }}

),

-- older objects call the price a plan
priced as (

    select
        id,
        lower(currency) as currency,
        item_number,
        {{ safe_cast(json_text('item', 'quantity'), 'decimal(18, 3)') }} as quantity,
        coalesce({{ json_text('item', 'price') }}, {{ json_text('item', 'plan') }}) as price

    from listed

),

opened as (

    select
        id,
        currency,
        item_number,
        coalesce(quantity, 1) as quantity,
        coalesce({{ json_text('price', 'nickname') }}, {{ json_text('price', 'id') }}) as plan,
        {{ safe_cast(
            'coalesce(' ~ json_text('price', 'unit_amount') ~ ', ' ~ json_text('price', 'amount') ~ ')',
            'decimal(18, 3)'
        ) }} as minor_amount,
        coalesce({{ json_text('price', 'recurring') }}, price) as recurring

    from priced

)

select
    opened.id as subscription_key,
    opened.item_number,
    opened.plan,

    -- what one month of it costs, in whole units of the currency
    cast(
        cast(opened.minor_amount as decimal(38, 9)) * opened.quantity
        * case {{ json_text('opened.recurring', 'interval') }}
            when 'month' then 1.000000
            when 'year' then 0.083333
            when 'week' then 4.345238
            when 'day' then 30.416667
        end
        / coalesce(nullif({{ safe_cast(
            json_text('opened.recurring', 'interval_count'), 'decimal(9, 0)'
        ) }}, 0), 1)
        / coalesce({{ safe_cast('digits.port_word', 'decimal(9, 0)') }}, 100)
        as decimal(18, 3)
    ) as monthly_amount

from opened

left join words as digits
    on digits.vocabulary = 'minor_units'
    and opened.currency = digits.vendor_word
