-- typed_column: dates and times lie in 1900 to 9999, in text and typed; infinity is none.
{%- set day = {'name': 'given', 'data_type': 'date'} %}
{%- set moment = {'name': 'given', 'data_type': 'timestamp'} %}
with

cases as (

    select
        given,
        cast(expected as date) as expected

    from (
        values
        ('2026-03-01', '2026-03-01'),
        ('1900-01-01', '1900-01-01'),
        ('9999-12-31', '9999-12-31'),
        ('1899-12-31', null),
        ('0001-01-01', null),
        ('20260-01-01', null),
        ('2026-02-30', null),
        ('infinity', null),
        ('-infinity', null),
        ('epoch', null),
        ('today', null),
        (cast(null as {{ dbt.type_string() }}), null)
    ) as listed (given, expected)

),

native as (

    select
        cast(given as timestamp) as given,
        cast(expected as timestamp) as expected

    from (
        values
        ('0001-01-01', null),
        ('1899-12-31 23:59:59', null),
        ('1900-01-01', '1900-01-01'),
        ('9999-12-31 23:59:59', '9999-12-31 23:59:59'),
        ('infinity', null)
    ) as listed (given, expected)

)

select given

from cases

where
    {{ typed_column(day) | indent(4) }} is distinct from expected
    or {{ typed_column(moment) | indent(4) }} is distinct from cast(expected as timestamp)

union all

select cast(given as {{ dbt.type_string() }}) as given

from native

where {{ typed_column(moment, true) | indent(4) }} is distinct from expected
