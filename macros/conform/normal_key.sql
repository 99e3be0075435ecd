{#-
    The form in which a key is hashed, so that it is written in one way; null if it is no such key. An
    e-mail: email_form(). A phone: E.164, as CTE phone_numbers (phone_numbers_of), joined by the text, has
    it. An external_id: lower case. Ids of accounts and persons stay as they are.
-#}
{%- macro normal_key(key_type, text) -%}
case {{ key_type }}
    when 'email' then {{ email_form(text) | indent(4) }}
    when 'phone'
        then case
            when phone_numbers.phone_text is not null then phone_numbers.e164
            when
                {{ text }} like '+%'
                and translate({{ text }}, '0123456789', '') = '+'
                and length({{ text }}) between 8 and 16
                then {{ text }}
        end
    when 'external_id' then lower({{ text }})
    else {{ text }}
end
{%- endmacro -%}
