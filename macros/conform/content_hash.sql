{#- MD5 of the named columns as text, in their order; nulls and column borders count. -#}
{%- macro content_hash(names) -%}
{%- set parts = [] -%}
{%- for name in names -%}
{%- do parts.append("coalesce(cast(" ~ adapter.quote(name) ~ " as " ~ dbt.type_string() ~ "), chr(30))") -%}
{%- endfor -%}
md5({{ parts | join(" || chr(31) || ") }})
{%- endmacro -%}
