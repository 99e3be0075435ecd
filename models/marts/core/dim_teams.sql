with

teams as (

    select * from {{ ref('int_teams_unioned') }}

),

listed as (

    select
        team_id,
        team_name,
        team_kind,
        support_tier,
        is_active

    from teams

)

select * from listed
