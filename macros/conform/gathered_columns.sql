{#-
    A Jinja list of one expression: the JSON object, as text, of the present columns (name in lower case: name)
    that no declared column reads; empty where there is none.
-#}
{%- macro gathered_columns(declared, present) -%}
{%- set read = ['_extract_file', '_extract_row', '_loaded_at'] -%}
{%- for column in declared.values() -%}
{%- do read.extend(([column.name] + column.config.get('meta', {}).get('also_named', [])) | map('lower')) -%}
{%- endfor -%}
{%- set names = present.items() | rejectattr(0, 'in', read) | map(attribute=1) | list -%}
{{ return([json_object_of(names)] if names else []) }}
{%- endmacro -%}
