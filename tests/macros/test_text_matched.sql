with

cases as (

    select
        'surveys/responses/SV_abc123/2026.csv' as path,
        'SV_abc123' as expected
    union all
    select 'responses/SV_a SV_b.csv', 'SV_a'
    union all
    select 'responses/all.csv', null
    union all
    select null, null

)

select * from cases

where {{ text_matched('path', 'SV_[A-Za-z0-9]+') }} is distinct from expected
