-- understood_texts finds whole words once each, turns what is denied,
-- and says nothing of what tells nothing.
with

lexicon as (

    select *

    from (
        values
        ('theme', 'waiting_time', 'wait'),
        ('theme', 'waiting_time', 'on hold'),
        ('theme', 'billing', 'bill'),
        ('theme', 'staff', 'Agent'),
        ('polarity', 'positive', 'good'),
        ('polarity', 'positive', 'friendly'),
        ('polarity', 'negative', 'bad'),
        ('polarity', 'negative', 'no reply')
    ) as listed (lexicon_kind, label, word)

),

cases as (

    select *

    from (
        values
        ('praise', 1, 'Friendly agent', 'staff', 'positive'),
        ('blame', 1, 'BAD! And no reply.', null, 'negative'),
        ('denied', 1, 'This was not very good', null, 'negative'),
        ('denied blame', 1, 'not bad', null, 'positive'),
        ('both', 1, 'A good agent, a bad bill', 'billing,staff', 'neutral'),
        ('once each', 1, 'good good good, bad and no reply', null, 'negative'),
        ('theme once', 1, 'a wait, on hold', 'waiting_time', 'unknown'),
        ('denied theme', 1, 'There was no wait', 'waiting_time', 'unknown'),
        ('parts of words', 1, 'The billboard of the goods waits', null, null),
        ('other words between', 1, 'on and hold', null, null),
        ('two keys', 1, 'good', null, 'positive'),
        ('two keys', 2, 'bad', null, 'negative'),
        ('no letters', 1, '?!', null, null),
        ('empty', 1, '', null, null),
        ('none', 1, null, null, null)
    ) as listed (case_name, part, said_text, themes, polarity)

),

{{ understood_texts('cases', ['case_name', 'part'], 'said_text') }}

select
    cases.case_name,
    cases.part,
    understood.themes,
    understood.polarity

from cases

left join understood
    on cases.case_name = understood.case_name
    and cases.part = understood.part

where
    understood.themes is distinct from cases.themes
    or understood.polarity is distinct from cases.polarity
