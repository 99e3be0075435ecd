-- A day begins at its first moment, also where midnight comes twice or is left out.
with

cases as (

    select
        cast(calendar_date as date) as calendar_date,
        cast(in_havana as timestamp) as in_havana,
        cast(in_sao_paulo as timestamp) as in_sao_paulo

    from (
        values
        ('2016-11-05', '2016-11-05 04:00:00', '2016-11-05 02:00:00'),
        -- Havana: 01:00 became 00:00 again
        ('2016-11-06', '2016-11-06 04:00:00', '2016-11-06 02:00:00'),
        ('2016-11-07', '2016-11-07 05:00:00', '2016-11-07 02:00:00'),
        -- São Paulo: 00:00 became 01:00, and on 19 February 00:00 became 23:00 of the day before
        ('2016-10-16', '2016-10-16 04:00:00', '2016-10-16 03:00:00'),
        ('2017-02-18', '2017-02-18 05:00:00', '2017-02-18 02:00:00'),
        ('2017-02-19', '2017-02-19 05:00:00', '2017-02-19 03:00:00')
    ) as examples (calendar_date, in_havana, in_sao_paulo)

)

select *

from cases

where
    {{ local_midnight('calendar_date', 'America/Havana') }} is distinct from in_havana
    or {{ local_midnight('calendar_date', 'America/Sao_Paulo') }} is distinct from in_sao_paulo
