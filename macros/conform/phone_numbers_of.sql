{#-
    The phone texts that landing read otherwise than they stand, in the region of a vendor's numbers, as a
    select of phone_text and e164 (null: no number); empty if nothing was landed. Texts that are in E.164
    form already are left out: normal_key() takes them as they are, and most lookups are spared.
-#}
{%- macro phone_numbers_of(vendor) -%}
{%- set relation = source('landing', 'phone_numbers') -%}
{%- set regions = var('phone_regions') -%}
{%- set region = regions.get(vendor, regions.get('default')) -%}
{%- set is_there = not execute or relation.is_cte or (flags.INTROSPECT and load_relation(relation)) -%}
select
    cast({{ 'phone_text' if is_there else 'null' }} as {{ dbt.type_string() }}) as phone_text,
    max(cast({{ 'e164' if is_there else 'null' }} as {{ dbt.type_string() }})) as e164
from {{ relation if is_there else '(select 1 as nothing) as absent_table' }}
where
    {%- if is_there %}
    phone_region {{ "= '" ~ region ~ "'" if region else 'is null' }}
    and (e164 is null or e164 <> phone_text)
    {%- else %}
    1 = 0
    {%- endif %}
group by 1
{%- endmacro -%}
