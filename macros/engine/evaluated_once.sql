{#- How a CTE begins that an engine should compute once although it is read several times: `as materialized`. -#}
{%- macro evaluated_once() -%}
{{ return(adapter.dispatch('evaluated_once', 'frontline')()) }}
{%- endmacro -%}

{%- macro default__evaluated_once() -%}
as materialized
{%- endmacro -%}

{%- macro spark__evaluated_once() -%}
as
{%- endmacro -%}
