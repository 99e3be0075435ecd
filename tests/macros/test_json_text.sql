-- json_text gives one field as text: numbers as written, nested values as JSON;
-- null for no field and for no JSON.
select
    document,
    expected

from (
    values
    ('{"a": "x"}', 'x'),
    ('{"a": 12345678901234567890}', '12345678901234567890'),
    ('{"a": {"b":1}}', '{"b":1}'),
    ('{"a": true, "c": 1}', 'true'),
    ('{"a": null}', null),
    ('{"b": 1}', null),
    ('["a"]', null),
    ('a pigeon', null),
    (null, null)
) as cases (document, expected)

where {{ json_text('document', 'a') }} is distinct from expected
