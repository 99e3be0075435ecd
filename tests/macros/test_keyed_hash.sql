-- keyed_hash is SHA-256 of key:value, the same digest on every engine, and null without a key.
select
    pseudonym_key,
    expected

from (
    values
    ('k', 'f02773c273fb9da89acd76b85ad4a368e54ffd1558225c2b18835a9773077c9a'),
    (null, null)
) as cases (pseudonym_key, expected)

where {{ keyed_hash("'ada@example.com'", 'pseudonym_key') }} is distinct from expected
