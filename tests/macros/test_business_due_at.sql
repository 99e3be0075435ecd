-- business_due_at undoes business_seconds_at before, in, at the edges of and after an opening.
with

pieces as (

    select
        schedule_number,
        open_seconds,
        seconds_before,
        cast(date_text as date) as calendar_date,
        cast(opening_text as timestamp) as opens_at

    from (
        values
        (1, '2026-03-06', 28800.000, 100.000, '2026-03-06 14:00:00'),
        (1, '2026-03-07', 0.000, 28900.000, '2026-03-07 00:00:00'),
        (1, '2026-03-08', 28800.000, 28900.000, '2026-03-08 13:00:00')
    ) as v (schedule_number, date_text, open_seconds, seconds_before, opening_text)

),

framed as (

    select
        *,
        cast(calendar_date as timestamp) as starts_at,
        cast({{ plus_days('calendar_date', 1) }} as timestamp) as ends_at,
        {{ seconds_after('opens_at', 'open_seconds') }} as closes_at,
        seconds_before + open_seconds as seconds_to

    from pieces

),

numbers as (

    {{ dbt.generate_series(2) | indent(4) }}

),

openings as (

    select
        framed.*,
        {{ seconds_bucket('seconds_to') }} + 1 - numbers.generated_number as seconds_bucket

    from framed

    inner join numbers
        on framed.open_seconds > 0

),

moments as (

    select
        schedule_number,
        cast(happened_text as timestamp) as happened_at,
        expected_seconds,
        allowed_seconds,
        cast(expected_text as timestamp) as expected_at

    from (
        values
        (1, '2026-03-06 00:00:00', 100.000, 28800.000, '2026-03-06 22:00:00'),
        (1, '2026-03-06 14:00:00.001', 100.001, 0.001, '2026-03-06 14:00:00.002'),
        (1, '2026-03-06 21:30:00', 27100.000, 1800.001, '2026-03-08 13:00:00.001'),
        (1, '2026-03-06 22:00:00', 28900.000, 0.000, '2026-03-06 22:00:00'),
        (1, '2026-03-06 23:00:00', 28900.000, 3600.000, '2026-03-08 14:00:00'),
        (1, '2026-03-07 12:00:00', 28900.000, 28800.001, null),
        (1, '2026-03-07 12:00:00', 28900.000, -1.000, null),
        (1, '2026-03-09 00:00:00', null, 0.000, null),
        (2, '2026-03-07 12:00:00', null, 0.000, null),
        (null, '2026-03-07 12:00:00', null, 60.000, null)
    ) as v (schedule_number, happened_text, expected_seconds, allowed_seconds, expected_text)

),

measured as (

    select
        moments.*,
        {{ business_seconds_at('framed', 'moments.happened_at') }} as measured_seconds

    from moments

    left join framed
        on {{ in_business_piece(
            'framed', 'moments.schedule_number', 'moments.happened_at'
        ) | indent(8) }}

),

due as (

    select
        measured.*,
        {{ business_due_at(
            'openings',
            'measured.happened_at',
            'measured.measured_seconds',
            'measured.allowed_seconds'
        ) | indent(8) }} as due_at

    from measured

    left join openings
        on {{ reaches_business_seconds(
            'openings',
            'measured.schedule_number',
            'measured.measured_seconds + measured.allowed_seconds'
        ) | indent(8) }}

)

select * from due

where
    measured_seconds is distinct from expected_seconds
    or due_at is distinct from expected_at
