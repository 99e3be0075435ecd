-- The days on which something was sold are few: rates are looked up for them, not for every sale.
with

rates as (

    select * from {{ ref('currency_rates') }}

    where rate > 0

),

subscriptions as (

    select * from {{ ref('int_subscriptions_unioned') }}

),

orders as (

    select * from {{ ref('int_orders_unioned') }}

),

sold as (

    select
        currency,
        starts_on as sold_on

    from subscriptions

    union all

    select
        currency,
        {{ reporting_date('ordered_at') }} as sold_on

    from orders

),

days as (

    select
        currency,
        sold_on

    from sold

    group by 1, 2

),

rated as (

    select
        days.currency,
        days.sold_on,
        rates.rate,

        -- where two rates hold on one day, the later one
        row_number() over (
            partition by days.currency, days.sold_on
            order by rates.valid_from desc
        ) as version_number

    from days

    inner join rates
        on days.currency = rates.currency
        and days.sold_on >= rates.valid_from
        and days.sold_on < coalesce(rates.valid_to, cast('9999-12-31' as date))

)

select
    currency,
    sold_on,
    rate

from rated

where version_number = 1
