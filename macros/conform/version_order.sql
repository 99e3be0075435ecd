{#-
    The order that settles which version of a row wins; see read_rows. A time of the vendor's is held against
    a file's date only where it must be: where every version of the row has one (is_versioned), it decides.
    Of files of one date, or of none, the one that landed later wins.
-#}
{%- macro version_order(declared) -%}
{%- set versions = declared.config.meta.version -%}
{%- set direction = 'asc' if declared.config.meta.get('keeps') == 'first' else 'desc' -%}
{%- for column in versions[:-1] -%}
{{ column }} {{ direction }} nulls last,
{% endfor -%}
case
    when is_versioned then {{ versions[-1] }}
    else coalesce({{ date_in_path('_extract_file') }}, _loaded_at)
end {{ direction }},
case when not is_versioned then _loaded_at end {{ direction }},
{{ versions[-1] }} {{ direction }} nulls last,
{{ content_hash(kept_columns(declared)) }} desc,
_extract_file asc,
_extract_row asc
{%- endmacro -%}
