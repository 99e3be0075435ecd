{#- The JSON columns present in a raw table of which declared columns are fields, as a Jinja dictionary of field lists. -#}
{%- macro json_documents(declared, present) -%}
{%- set documents = {} -%}
{%- for column in declared.values() -%}
{%- set inside = column.config.get('meta', {}).get('inside') -%}
{%- if inside and inside[0] | lower in present -%}
{%- do documents.setdefault(inside[0] | lower, []).append(inside[1]) -%}
{%- endif -%}
{%- endfor -%}
{{ return(documents) }}
{%- endmacro -%}
