{#-
    A raw table as its source YAML declares it: every column as text but those named to stay as they are,
    an absent column null, an absent table empty. A column's config.meta.also_named lists other spellings,
    and config.meta.inside names a JSON column and its field that says the same. A column with
    config.meta.gathers is a JSON object of every landed column that no other declares.
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
{%- set documents = json_documents(declared, present) -%}
select
{%- for name, column in declared.items() %}
    {%- set meta = column.config.get('meta', {}) %}
    {%- set spellings = ([name] + meta.get('also_named', [])) | map('lower') | unique | select('in', present) | list %}
    {%- set texts = [] %}
    {%- for spelling in spellings %}
    {%- set landed_name = adapter.quote(present[spelling]) %}
    {%- do texts.append(landed_name if name in natives else 'cast(' ~ landed_name ~ ' as ' ~ dbt.type_string() ~ ')') %}
    {%- endfor %}
    {%- if meta.get('only_checked') and not meta.get('required') and spellings | length == 1 and spellings[0] in documents %}
    {#- what could be read needs no second look: only bad text goes on to the verdict -#}
    {%- set texts = ['case when fields_of_' ~ spellings[0] ~ ' is null or not ' ~ json_begins(texts[0], meta.holds) ~ ' then ' ~ texts[0] ~ ' end'] %}
    {%- endif %}
    {%- if meta.get('inside') and meta.inside[0] | lower in documents %}
    {%- set document = meta.inside[0] | lower %}
    {%- do texts.append(json_field('fields_of_' ~ document, documents[document].index(meta.inside[1]) + 1)) %}
    {%- endif %}
    {%- if meta.get('gathers') %}
    {%- do texts.extend(gathered_columns(declared, present)) %}
    {%- endif %}
    {{ 'coalesce(' ~ texts | join(', ') ~ ')' if texts | length > 1 else texts | first or 'cast(null as ' ~ dbt.type_string() ~ ')' }} as {{ adapter.quote(name) }}
    {{- ',' if not loop.last }}
{%- endfor %}
{%- if documents %}
from (
    select
        *
        {%- for document, fields in documents.items() %},
        {{ json_fields('cast(' ~ adapter.quote(present[document]) ~ ' as ' ~ dbt.type_string() ~ ')', fields) }} as fields_of_{{ document }}
        {%- endfor %}
    from {{ existing }}
) as opened
{%- elif existing %}
from {{ existing }}
{%- else %}
from (select 1 as nothing) as absent_table
where 1 = 0
{%- endif %}
{%- endif -%}
{%- endmacro -%}
