{#-
    In each pass every person points to the least of its neighbours, pointers are followed, and both ends
    of each edge move along; edges inside one label vanish, so that later passes have little to do. Pass n
    follows pointers for 2^(n - 1) steps: all six pass 63 edges in a row, more than a component may have.
-#}
{%- set passes = 6 -%}
with

edges_0 as (

    select * from {{ ref('int_identity_edges_found') }}

),

labels_0 as (

    select
        person_id,
        person_id as component_id

    from edges_0

    group by 1, 2

),
{%- for pass in range(1, passes + 1) %}

pointers_{{ pass }}_0 {{ evaluated_once() }} (

    select
        person_id,
        min(other_person_id) as least_id

    from edges_{{ pass - 1 }}

    where other_person_id < person_id

    group by 1

),
{%- for jump in range(1, pass) %}

pointers_{{ pass }}_{{ jump }} {{ evaluated_once() }} (

    select
        pointers.person_id,
        coalesce(further.least_id, pointers.least_id) as least_id

    from pointers_{{ pass }}_{{ jump - 1 }} as pointers

    left join pointers_{{ pass }}_{{ jump - 1 }} as further
        on pointers.least_id = further.person_id

),
{%- endfor %}

edges_{{ pass }} {{ evaluated_once() }} (

    select
        coalesce(these.least_id, edges.person_id) as person_id,
        coalesce(those.least_id, edges.other_person_id) as other_person_id

    from edges_{{ pass - 1 }} as edges

    left join pointers_{{ pass }}_{{ pass - 1 }} as these
        on edges.person_id = these.person_id

    left join pointers_{{ pass }}_{{ pass - 1 }} as those
        on edges.other_person_id = those.person_id

    where
        coalesce(these.least_id, edges.person_id)
        <> coalesce(those.least_id, edges.other_person_id)

    group by 1, 2

),

labels_{{ pass }} as (

    select
        labels.person_id,
        coalesce(pointers.least_id, labels.component_id) as component_id

    from labels_{{ pass - 1 }} as labels

    left join pointers_{{ pass }}_{{ pass - 1 }} as pointers
        on labels.component_id = pointers.person_id

),
{%- endfor %}

unsettled as (

    select person_id

    from edges_{{ passes }}

    group by 1

),

passed as (

    select
        labels.person_id,
        labels.component_id,
        unsettled.person_id is null as is_settled

    from labels_{{ passes }} as labels

    left join unsettled
        on labels.component_id = unsettled.person_id

)

select * from passed
