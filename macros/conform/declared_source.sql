{#- The manifest's node of a declared raw table, as a Jinja object. -#}
{%- macro declared_source(source_name, table_name) -%}
{%- for node in graph.sources.values() -%}
{%- if node.source_name == source_name and node.name == table_name -%}{{ return(node) }}{%- endif -%}
{%- endfor -%}
{{ exceptions.raise_compiler_error('no source YAML declares ' ~ source_name ~ '.' ~ table_name) }}
{%- endmacro -%}
