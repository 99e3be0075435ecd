{#- A larger group of persons with keys in common is a mistake of the data, not one person. -#}
{%- set component_cap = var('identity_component_cap', 50) -%}
with

labels as (

    select * from {{ ref('int_identity_labels_passed') }}

),

sized as (

    select
        component_id,
        count(*) > {{ component_cap }} or min(case when is_settled then 1 else 0 end) = 0
            as is_quarantined

    from labels

    group by 1

),

checked as (

    select
        labels.person_id,
        labels.component_id,
        case when sized.is_quarantined then labels.person_id else labels.component_id end
            as identity_id,
        sized.is_quarantined

    from labels

    inner join sized
        on labels.component_id = sized.component_id

)

select * from checked
