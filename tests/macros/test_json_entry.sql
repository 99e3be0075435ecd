-- json_entry gives the field that another column names, dots and quotes in its name too;
-- null for no field and for no JSON.
select
    document,
    field,
    expected

from (
    values
    ('{"QID1":"9","n":null}', 'QID1', '9'),
    ('{"QID1":"9"}', 'QID2', null),
    ('{"QID1":null}', 'QID1', null),
    ('{"a.b":"dotted"}', 'a.b', 'dotted'),
    ('{"deep":{"x":1}}', 'deep', '{"x":1}'),
    ('no JSON', 'QID1', null),
    (null, 'QID1', null)
) as cases (document, field, expected)

where {{ json_entry('document', 'field') }} is distinct from expected
