{#-
    The CTEs that find in a text column of a relation what CTE lexicon lists, ending in one called understood:
    the keys, themes (sorted, between commas, null for none) and polarity. A text in which nothing is found has
    no row. Words count once each, as whole words; after a negation a word of polarity means its opposite.
-#}
{%- macro understood_texts(relation, keys, text) -%}
terms as (

    select
        lexicon_kind,
        label,
        {{ plain_words('word') }} as term

    from lexicon

),

said as (

    select
        {{ keys | join(', ') }},
        {{ plain_words(text) }} as words

    from {{ relation }}

    where {{ text }} is not null

),

heard as (

    select
        {% for key in keys %}said.{{ key }}, {% endfor %}
        terms.lexicon_kind,
        terms.label,
        case
            when terms.lexicon_kind = 'theme' then 0
            when (terms.label = 'positive') = (position(' not' || terms.term in said.words) = 0) then 1
            else -1
        end as balance

    from said

    inner join terms
        on position(terms.term in said.words) > 0

),

labelled as (

    select
        {{ keys | join(', ') }},
        lexicon_kind,
        label,
        sum(balance) as balance

    from heard

    group by {{ keys | join(', ') }}, lexicon_kind, label

),

understood as (

    select
        {{ keys | join(', ') }},
        {{ dbt.listagg("case when lexicon_kind = 'theme' then label end", "','", 'order by label') }} as themes,
        case
            when sum(balance) > 0 then 'positive'
            when sum(balance) < 0 then 'negative'
            when max(lexicon_kind) = min(lexicon_kind) and max(lexicon_kind) = 'theme' then 'unknown'
            else 'neutral'
        end as polarity

    from labelled

    group by {{ keys | join(', ') }}

)
{%- endmacro -%}
