{#- MD5 of the named text columns in their order; nulls and column borders count. -#}
{%- macro content_hash(names) -%}
{%- set parts = [] -%}
{%- for name in names -%}
{%- do parts.append("coalesce(" ~ adapter.quote(name) ~ ", chr(30))") -%}
{%- endfor -%}
md5({{ parts | join(" || chr(31) || ") }})
{%- endmacro -%}
