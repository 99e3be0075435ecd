{#- MD5 of declared columns as text, in their order; nulls and column borders count. -#}
{%- macro content_hash(columns) -%}
{%- set parts = [] -%}
{%- for column in columns -%}
{%- do parts.append("coalesce(" ~ plain_text(adapter.quote(column.name), column.data_type) ~ ", chr(30))") -%}
{%- endfor -%}
md5({{ parts | join(" || chr(31) || ") }})
{%- endmacro -%}
