{#-
    Tables and views take their name at once, inside the transaction that removes what had it before: a build that
    fails leaves the old one. dbt-duckdb builds beside and renames twice, which costs a model more than its query
    where there is little to do.
-#}
{%- materialization table, adapter='duckdb' -%}
{{ return(materialized_in_place('table', create_table_as(false, this, compiled_code))) }}
{%- endmaterialization -%}

{%- materialization view, adapter='duckdb' -%}
{{ return(materialized_in_place('view', create_view_as(this, compiled_code))) }}
{%- endmaterialization -%}

{%- macro materialized_in_place(relation_type, create_sql) -%}
{%- set target = this.incorporate(type=relation_type) -%}
{%- set existing = load_cached_relation(this) -%}
{{ run_hooks(pre_hooks, inside_transaction=False) }}
{{ run_hooks(pre_hooks, inside_transaction=True) }}
{%- call statement('main') -%}
{%- if existing is not none %} drop {{ existing.type }} {{ existing }}; {% endif -%}
{{ create_sql }}
{%- endcall -%}
{%- do create_indexes(target) -%}
{%- do persist_docs(target, model) -%}
{{ run_hooks(post_hooks, inside_transaction=True) }}
{%- do adapter.commit() -%}
{{ run_hooks(post_hooks, inside_transaction=False) }}
{{ return({'relations': [target]}) }}
{%- endmacro -%}
