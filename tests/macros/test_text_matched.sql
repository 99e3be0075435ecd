-- text_matched gives the first part of a text that the expression matches; null for none.
select
    file_path,
    expected

from (
    values
    ('surveys/responses/SV_abc123/2026.csv', 'SV_abc123'),
    ('responses/SV_a SV_b.csv', 'SV_a'),
    ('responses/all.csv', null),
    (null, null)
) as cases (file_path, expected)

where {{ text_matched('file_path', 'SV_[A-Za-z0-9]+') }} is distinct from expected
