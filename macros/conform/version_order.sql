{#- The order that settles which version of a row wins; see read_rows. -#}
{%- macro version_order(meta, columns) -%}
{%- set versions = meta.get('version', []) -%}
{%- set direction = 'asc' if meta.get('keeps') == 'first' else 'desc' -%}
{%- for column in versions[:-1] -%}
{{ column }} {{ direction }} nulls last,
{% endfor -%}
coalesce({{ (versions[-1:] + [date_in_path('_extract_file'), '_loaded_at']) | join(', ') }}) {{ direction }},
{{ content_hash(columns) }} desc,
_extract_file asc,
_extract_row asc
{%- endmacro -%}
