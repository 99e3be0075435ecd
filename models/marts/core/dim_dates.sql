{%- set fiscal_start = var('fiscal_year_starts_in_month') -%}
with

numbers as (

    {{ dbt.generate_series(calendar_days()) | indent(4) }}

),

days as (

    select
        cast({{ dbt.dateadd('day', 'cast(generated_number - 1 as integer)', "cast('" ~ var('calendar_starts_on') ~ "' as date)") }}
            as date) as date_day

    from numbers

),

weekdays as (

    select
        date_day,

        -- 1 January 1900 was a Monday
        cast({{ dbt.datediff("cast('1900-01-01' as date)", 'date_day', 'day') }} % 7 + 1 as integer) as iso_weekday,
        cast(extract(month from date_day) as integer) as month_number,
        cast(extract(quarter from date_day) as integer) as quarter_number,
        cast(extract(year from date_day) as integer) as calendar_year

    from days

),

weeks as (

    select
        *,
        cast({{ dbt.dateadd('day', '1 - iso_weekday', 'date_day') }} as date) as iso_week_starts_on,

        -- an ISO week belongs to the year of its Thursday
        cast({{ dbt.dateadd('day', '4 - iso_weekday', 'date_day') }} as date) as iso_thursday,
        cast({{ dbt.dateadd('day', '-(iso_weekday % 7)', 'date_day') }} as date) as us_week_starts_on,

        -- a US week belongs to the year of its Saturday, so that 1 January is always in week 1
        cast({{ dbt.dateadd('day', '6 - iso_weekday % 7', 'date_day') }} as date) as us_saturday

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
        cast((month_number - {{ fiscal_start }} + 12) % 12 + 1 as integer) as fiscal_month,
        cast(floor(((month_number - {{ fiscal_start }} + 12) % 12) / 3.0) + 1 as integer) as fiscal_quarter,
        calendar_year + case when {{ fiscal_start }} > 1 and month_number >= {{ fiscal_start }} then 1 else 0 end
            as fiscal_year

    from weeks

)

select * from calendar
