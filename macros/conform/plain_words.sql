{#-
    The words of a text in lower case between blanks. Every negation reads not, and what often stands between it
    and the word it denies is left out: "wasn't very good" reads "was not good". Null stays null.
-#}
{%- macro plain_words(column) -%}
{%- set words = namespace(
    sql=spaced_words("replace(replace(lower(" ~ column ~ "), '’', ''''), 'n''t', ' not')")
) -%}
{%- for negation in ['no', 'never', 'cannot', 'without'] -%}
{%- set words.sql = "replace(" ~ words.sql ~ ", ' " ~ negation ~ " ', ' not ')" -%}
{%- endfor -%}
{%- for filler in ['been', 'be', 'a', 'the', 'any', 'that', 'so', 'too', 'really', 'very'] -%}
{%- set words.sql = "replace(" ~ words.sql ~ ", ' not " ~ filler ~ " ', ' not ')" -%}
{%- endfor -%}
{{ words.sql }}
{%- endmacro -%}
