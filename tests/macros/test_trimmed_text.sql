-- trimmed_text: no space of any kind is left around a text, those inside stay, nothing is null.
with

cases as (

    select
        given,
        expected

    from (
        values
        ('as it is', 'as it is'),
        ('as_it_is', 'as_it_is'),
        (' before', 'before'),
        ('after  ', 'after'),
        ('  ', null),
        ('', null),
        (cast(null as {{ dbt.type_string() }}), null),
        (chr(160) || 'wide' || chr(12288), 'wide'),
        (chr(160), null),
        ('größe', 'größe')
    ) as listed (given, expected)

)

select *

from cases

where {{ trimmed_text('given') }} is distinct from expected
