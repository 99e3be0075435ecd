-- Median and 90th percentile of first response time by team, over all days: add the bins up, then
-- take the first one up to which half, or nine tenths, of the atoms lie. So for any other slice.
with

bins as (

    select * from {{ ref('fct_kpi_distributions_daily') }}

    where kpi_id = 'first_response_time' and is_default_variant

),

summed as (

    select
        team_id,
        bin,
        sum(atom_count) as atom_count

    from bins

    group by 1, 2

),

ranked as (

    select
        *,

        sum(atom_count) over (
            partition by team_id
            order by bin
            rows between unbounded preceding and current row
        ) as atoms_up_to,

        sum(atom_count) over (partition by team_id) as all_atoms

    from summed

),

found as (

    select
        team_id,
        max(all_atoms) as atom_count,
        min(case when atoms_up_to * 2 >= all_atoms then bin end) as median_bin,
        min(case when atoms_up_to * 10 >= all_atoms * 9 then bin end) as ninetieth_bin

    from ranked

    group by 1

)

select
    team_id,
    atom_count,
    {{ bin_seconds('median_bin') | indent(4) }} as median_seconds,
    {{ bin_seconds('ninetieth_bin') | indent(4) }} as ninetieth_seconds

from found

order by 1
