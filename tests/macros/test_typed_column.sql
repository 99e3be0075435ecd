-- typed_column: a fraction is no whole number, and is not rounded to one; 1.0 is one.
{%- set whole = {'name': 'given', 'data_type': 'bigint'} %}
with

cases as (

    select
        given,
        cast(expected as bigint) as expected

    from (
        values
        ('42', 42),
        ('-7', -7),
        ('42.0', 42),
        ('1e3', 1000),
        ('9007199254740993.0', 9007199254740993),
        ('0.6', null),
        ('1.5', null),
        ('1e-1', null),
        ('one', null),
        (cast(null as {{ dbt.type_string() }}), null)
    ) as listed (given, expected)

)

select *

from cases

where {{ typed_column(whole) }} is distinct from expected
