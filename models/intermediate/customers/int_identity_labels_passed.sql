{#-
    In each pass every person points to the least of its neighbours, pointers are followed, and both ends
    of each edge move along; edges inside one label vanish, so that later passes have little to do. Pass n
    follows pointers 2^n steps: the six pass 63 edges in a row, more than a component may have.
-#}
{%- set passes = 6 -%}
with

edges_0 as (

    select * from {{ ref('int_identity_edges_found') }}

),

people as (

    select person_id from edges_0

    union

    select other_person_id as person_id from edges_0

),
{%- for pass in range(1, passes + 1) %}

pointers_{{ pass }}_0 {{ evaluated_once() }} (

    select
        person_id,
        min(other_person_id) as label

    from edges_{{ pass - 1 }}

    group by 1

),
{%- for jump in range(1, pass) %}

pointers_{{ pass }}_{{ jump }} {{ evaluated_once() }} (

    select
        pointing.person_id,
        coalesce(pointed.label, pointing.label) as label

    from pointers_{{ pass }}_{{ jump - 1 }} as pointing

    left join pointers_{{ pass }}_{{ jump - 1 }} as pointed
        on pointing.label = pointed.person_id

),
{%- endfor %}

edges_{{ pass }} {{ evaluated_once() }} (

    select
        greatest(coalesce(these.label, edges.person_id), coalesce(those.label, edges.other_person_id)) as person_id,
        least(coalesce(these.label, edges.person_id), coalesce(those.label, edges.other_person_id)) as other_person_id

    from edges_{{ pass - 1 }} as edges

    left join pointers_{{ pass }}_{{ pass - 1 }} as these
        on edges.person_id = these.person_id

    left join pointers_{{ pass }}_{{ pass - 1 }} as those
        on edges.other_person_id = those.person_id

    where coalesce(these.label, edges.person_id) <> coalesce(those.label, edges.other_person_id)

    group by 1, 2

),
{%- endfor %}

unsettled as (

    select person_id from edges_{{ passes }}

    union

    select other_person_id as person_id from edges_{{ passes }}

),

labelled as (

    select
        people.person_id,
        coalesce(
            {%- for pass in range(passes, 0, -1) %} pass_{{ pass }}.label,{% endfor %} people.person_id
        ) as label

    from people
    {%- set label = namespace(so_far='people.person_id') %}
    {%- for pass in range(1, passes + 1) %}

    left join pointers_{{ pass }}_{{ pass - 1 }} as pass_{{ pass }}
        on coalesce({{ label.so_far }}) = pass_{{ pass }}.person_id
    {%- set label.so_far = 'pass_' ~ pass ~ '.label, ' ~ label.so_far %}
    {%- endfor %}

),

passed as (

    select
        labelled.person_id,
        labelled.label,
        unsettled.person_id is null as is_settled

    from labelled

    left join unsettled
        on labelled.label = unsettled.person_id

)

select * from passed
