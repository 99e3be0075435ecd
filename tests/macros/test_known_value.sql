-- known_value passes over nulls, looks both ways from a row, and stays in its partition.
with

given as (

    select
        1 as part,
        1 as place,
        cast(null as {{ dbt.type_string() }}) as word,
        cast(null as {{ dbt.type_string() }}) as last_word,
        'a' as next_word
    union all
    select
        1 as part,
        2 as place,
        'a' as word,
        'a' as last_word,
        'a' as next_word
    union all
    select
        1 as part,
        3 as place,
        null as word,
        'a' as last_word,
        null as next_word
    union all
    select
        2 as part,
        4 as place,
        'b' as word,
        'b' as last_word,
        'b' as next_word

),

computed as (

    select
        *,
        {{ known_value('word', 'part', 'place') | indent(8) }} as found_last,
        {{ known_value('word', 'part', 'place', next=true) | indent(8) }} as found_next

    from given

)

select * from computed

where
    found_last is distinct from last_word
    or found_next is distinct from next_word
