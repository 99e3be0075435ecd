{#-
    The CTEs that find in a text column of a relation what CTE lexicon lists, ending in one called understood:
    the keys, themes (sorted, between commas, null for none) and polarity. A text in which nothing is found has
    no row. Words count once each, as whole words; after a negation a word of polarity means its opposite.
-#}
{%- macro understood_texts(relation, keys, text) -%}
{{ heard_terms(relation, keys, text) }},

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
            when min(lexicon_kind) = 'polarity' then 'neutral'
            else 'unknown'
        end as polarity

    from labelled

    group by {{ keys | join(', ') }}

)
{%- endmacro -%}
