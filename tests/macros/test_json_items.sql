-- json_items gives one row an item, in order: strings without quotes, objects as JSON;
-- none for what is no array.
with

documents as (

    select *

    from (
        values
        (1, '["a", {"b":1}, null, 2]'),
        (2, '[]'),
        (3, '{"a": 1}'),
        (4, '[broken'),
        (5, null)
    ) as cases (document_id, document)

),

listed as (

    {{ json_items('documents', 'document', ['document_id']) | indent(4) }}

),

expected as (

    select *

    from (
        values
        (1, 1, 'a'),
        (1, 2, '{"b":1}'),
        (1, 3, null),
        (1, 4, '2')
    ) as cases (document_id, item_number, item)

)

select
    listed.document_id as listed_id,
    listed.item as listed_item,
    expected.document_id as expected_id,
    expected.item as expected_item

from listed

full outer join expected
    on listed.document_id = expected.document_id
    and listed.item_number = expected.item_number

where
    listed.document_id is null
    or expected.document_id is null
    or listed.item is distinct from expected.item
