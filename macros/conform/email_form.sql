{#- An e-mail address in lower case, of `Name <a@b>` the address alone; null for a text that is none. -#}
{%- macro email_form(text) -%}
case
    when {{ text }} like '%<%_@_%>%'
        then lower(trim(split_part(split_part({{ text }}, '<', 2), '>', 1)))
    when {{ text }} like '%_@_%' then lower(trim({{ text }}))
end
{%- endmacro -%}
