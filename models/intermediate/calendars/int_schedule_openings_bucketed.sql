with

pieces as (

    select * from {{ ref('int_schedule_pieces_accumulated') }}

    where open_seconds > 0

),

numbers as (

    -- an opening ends with its UTC day, so it takes part in at most four stretches of eight hours
    {{ dbt.generate_series(4) | indent(4) }}

),

bounded as (

    select
        schedule_number,
        seconds_before,
        cast(seconds_before + open_seconds as decimal(18, 3)) as seconds_to,
        {{ seconds_bucket('seconds_before + 0.001') }} as first_bucket,
        {{ seconds_bucket('seconds_before + open_seconds') }} as last_bucket,
        opens_at

    from pieces

),

bucketed as (

    select
        bounded.schedule_number,
        cast(bounded.first_bucket + numbers.generated_number - 1 as bigint) as seconds_bucket,
        bounded.seconds_before,
        bounded.seconds_to,
        bounded.opens_at

    from bounded

    inner join numbers
        on bounded.first_bucket + numbers.generated_number - 1 <= bounded.last_bucket

)

select * from bucketed
