-- plain_words leaves lower-case words between blanks; negations read not, beside what they deny.
with

cases as (

    select *

    from (
        values
        ('Great!', ' great '),
        ('2nd line: SLOW,slow--slow', ' nd line slow slow slow '),
        ('It wasn''t very good', ' it was not good '),
        ('That isn’t a good answer', ' that is not good answer '),
        ('no reply, never been helpful', ' not reply not helpful '),
        ('I cannot recommend it', ' i not recommend it '),
        ('knotted, nobody', ' knotted nobody '),
        ('Für Ärger gesorgt', ' für ärger gesorgt '),
        ('', '  '),
        ('12 %', '  '),
        (null, null)
    ) as listed (given, expected)

)

select *

from cases

where {{ plain_words('given') }} is distinct from expected
