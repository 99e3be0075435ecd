with

cases as (

    select
        '{"QID1":"9","a \"b\"":"quoted","n":null,"deep":{"x":1}}' as document,
        'QID1' as field,
        '9' as expected
    union all
    select '{"QID1":"9"}', 'QID2', null
    union all
    select '{"QID1":null}', 'QID1', null
    union all
    select '{"a.b":"dotted"}', 'a.b', 'dotted'
    union all
    select 'no JSON', 'QID1', null
    union all
    select null, 'QID1', null

)

select * from cases

where {{ json_entry('document', 'field') }} is distinct from expected
