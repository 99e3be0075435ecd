{#-
    The order in which versions of one raw row win: by the vendor's version columns; where the last of
    them is empty or there is none, by the date in the file's path, else by the load; then by content.
-#}
{%- macro latest_first(version_columns) -%}
{%- for column in version_columns[:-1] %}
{{ column }} desc nulls last,
{%- endfor %}
coalesce({{ (version_columns[-1:] + [date_in_path('_extract_file'), '_loaded_at']) | join(', ') }}) desc,
content_hash desc,
_extract_file asc,
_extract_row asc
{%- endmacro -%}
