with

feedback as (

    select * from {{ ref('fct_feedback_items') }}

),

split as (

    select
        feedback_id,
        polarity,
        {{ text_items('themes', ',') }} as theme

    from feedback

),

-- a theme that is named twice is one
listed as (

    select
        feedback_id,
        trim(theme) as theme,
        polarity

    from split

    where trim(theme) <> ''

    group by 1, 2, 3

)

select * from listed
