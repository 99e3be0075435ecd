-- json_fields reads several fields at once, as json_text does one by one.
with

documents as (

    select document

    from (
        values
        ('{"a": "x", "b": 12345678901234567890}'),
        ('{"b": {"c":1}, "a": true}'),
        ('{"a": null}'),
        (' {"b": "y"} '),
        ('["a"]'),
        ('"a"'),
        ('a pigeon'),
        (''),
        (null)
    ) as cases (document)

),

read_out as (

    select
        document,
        {{ json_fields('document', ['a', 'b']) }} as read_fields

    from documents

)

select *

from read_out

where
    {{ json_field('read_fields', 1) }} is distinct from {{ json_text('document', 'a') }}
    or {{ json_field('read_fields', 2) }} is distinct from {{ json_text('document', 'b') }}
