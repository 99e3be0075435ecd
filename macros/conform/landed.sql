{#-
    A raw table as its source YAML declares it: every column as text but those named to stay as they are,
    an absent column null, an absent table empty. A column's config.meta.also_named lists other spellings.
-#}
{%- macro landed(source_name, table_name, natives=[]) -%}
{%- set relation = source(source_name, table_name) -%}
{%- if not execute or relation.is_cte -%}
select * from {{ relation }}
{%- else -%}
{%- set declared = declared_source(source_name, table_name).columns -%}
{%- set existing = load_relation(relation) if flags.INTROSPECT else none -%}
{%- set present = {} -%}
{%- for column in (adapter.get_columns_in_relation(existing) if existing else []) -%}
{%- do present.update({column.name | lower: column.name}) -%}
{%- endfor -%}
select
{%- for name, column in declared.items() %}
    {%- set texts = [adapter.quote(present[name | lower])] if name in natives else [] %}
    {%- for spelling in [name] + column.config.get('meta', {}).get('also_named', []) if spelling | lower in present and name not in natives %}
    {%- do texts.append('cast(' ~ adapter.quote(present[spelling | lower]) ~ ' as ' ~ dbt.type_string() ~ ')') %}
    {%- endfor %}
    {{ 'coalesce(' ~ texts | join(', ') ~ ')' if texts | length > 1 else texts | first or 'cast(null as ' ~ dbt.type_string() ~ ')' }} as {{ adapter.quote(name) }}
    {{- ',' if not loop.last }}
{%- endfor %}
{%- if existing %}
from {{ existing }}
{%- else %}
from (select 1 as nothing) as absent_table
where 1 = 0
{%- endif %}
{%- endif -%}
{%- endmacro -%}
