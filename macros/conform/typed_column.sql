{#-
    A declared column as its data_type: trimmed text parsed, where what does not cast is null, nor what an
    engine would round (1.0 is a whole number, 1.5 is none); a column
    already of the type as it is. No time or date lies outside the years 1900 to 9999, nor is infinity one.
-#}
{%- macro typed_column(column, is_native=false) -%}
{%- set name = adapter.quote(column.name) -%}
{%- set last = "cast('9999-12-31 23:59:59' as " ~ column.data_type ~ ")" -%}
{%- if is_native -%}
case
    when {{ name }} between cast('1900-01-01' as {{ column.data_type }}) and {{ last }} then {{ name }}
end
{%- elif column.data_type == 'timestamp' -%}
case when {{ name }} >= '1900' then {{ parse_utc(name) }} end
{%- elif column.data_type == 'date' -%}
{%- set day = safe_cast(name, 'date') -%}
case
    when {{ name }} >= '1' and {{ name }} < ':' and {{ day }} between cast('1900-01-01' as date) and {{ last }}
        then {{ day }}
end
{%- elif column.data_type in ['integer', 'bigint'] -%}
{%- set whole = safe_cast(name, column.data_type) -%}
case
    when {{ name }} like '%.%' or {{ name }} like '%e%' or {{ name }} like '%E%'
        then case when {{ safe_cast(name, 'decimal(38, 9)') }} = {{ whole }} then {{ whole }} end
    else {{ whole }}
end
{%- else -%}
{{ safe_cast(name, column.data_type) }}
{%- endif -%}
{%- endmacro -%}
