{#-
    The CTEs that find in a text column of a relation the words of CTE lexicon, ending in one called heard: keys,
    lexicon_kind, label and balance, 1 for praise, -1 for blame, 0 for a theme. Of a text only those terms are
    looked for whose first word it has, and each once: the cost is that of the text, not of the lexicon.
-#}
{%- macro heard_terms(relation, keys, text) -%}
{%- set named = keys | join(', ') -%}
terms as (

    select lexicon_kind, label, {{ plain_words('word') }} as term
    from lexicon

),

said {{ evaluated_once() }} (

    select {{ named }}, {{ plain_words(text) }} as said_text
    from {{ relation }}
    where {{ text }} is not null

),

said_words as (

    select {{ named }}, {{ text_items('said_text', ' ') }} as word
    from said

),

possible as (

    select {{ named }}, lexicon_kind, label, term
    from said_words
    inner join terms
        on said_words.word = split_part(terms.term, ' ', 2)
    group by {{ named }}, lexicon_kind, label, term

),

heard as (

    select
        {% for key in keys %}possible.{{ key }}, {% endfor %}
        possible.lexicon_kind,
        possible.label,
        case
            when possible.lexicon_kind = 'theme' then 0
            when (possible.label = 'positive') = (position(' not' || possible.term in said.said_text) = 0) then 1
            else -1
        end as balance

    from possible

    inner join said
        on position(possible.term in said.said_text) > 0
        {% for key in keys %}and possible.{{ key }} = said.{{ key }} {% endfor %}

)
{%- endmacro -%}
