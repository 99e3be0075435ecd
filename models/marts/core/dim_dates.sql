{%- set fiscal_start = var('fiscal_year_starts_in_month') -%}
with

numbers as (

    {{ dbt.generate_series(calendar_days()) | indent(4) }}

),

days as (

    select
        {{ plus_days(
            "cast('" ~ var('calendar_starts_on') ~ "' as date)",
            'cast(generated_number - 1 as integer)'
        ) }} as date_day

    from numbers

),

weekdays as (

    select
        date_day,
        {{ iso_weekday('date_day') }} as iso_weekday,
        cast(extract(month from date_day) as integer) as month_number,
        cast(extract(quarter from date_day) as integer) as quarter_number,
        cast(extract(year from date_day) as integer) as calendar_year

    from days

),

weeks as (

    select
        *,
        {{ plus_days('date_day', '1 - iso_weekday') }} as iso_week_starts_on,
        {{ plus_days('date_day', '-(iso_weekday % 7)') }} as us_week_starts_on,

        -- an ISO week belongs to the year of its Thursday, a US week to that of its Saturday
        {{ plus_days('date_day', '4 - iso_weekday') }} as iso_thursday,
        {{ plus_days('date_day', '6 - iso_weekday % 7') }} as us_saturday,
        (month_number - {{ fiscal_start }} + 12) % 12 as fiscal_months_passed,
        {{ fiscal_start }} > 1 and month_number >= {{ fiscal_start }} as is_next_fiscal_year

    from weekdays

),

calendar as (

    select
        date_day,
        iso_weekday,
        iso_weekday >= 6 as is_weekend,
        cast(extract(year from iso_thursday) as integer) as iso_year,
        cast(floor((extract(doy from iso_thursday) - 1) / 7.0) + 1 as integer) as iso_week,
        iso_week_starts_on,
        cast(extract(year from us_saturday) as integer) as us_year,
        cast(floor((extract(doy from us_saturday) - 1) / 7.0) + 1 as integer) as us_week,
        us_week_starts_on,
        month_number,
        cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_starts_on,
        quarter_number,
        cast({{ dbt.date_trunc('quarter', 'date_day') }} as date) as quarter_starts_on,
        calendar_year,
        cast(fiscal_months_passed + 1 as integer) as fiscal_month,
        cast(floor(fiscal_months_passed / 3.0) + 1 as integer) as fiscal_quarter,
        calendar_year + case when is_next_fiscal_year then 1 else 0 end as fiscal_year

    from weeks

)

select * from calendar
