{#- By what a survey knows who answers: the keyed hash of the address, else of the reference; null for nobody. -#}
{%- macro respondent_key(email, reference, key_column) -%}
coalesce(
    'email-' || {{ keyed_hash(email_form(email), key_column) }},
    'reference-' || {{ keyed_hash('lower(' ~ reference ~ ')', key_column) }}
)
{%- endmacro -%}
