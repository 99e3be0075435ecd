{#-
    Two columns: an amount in var reporting_currency, decimal(18, 3), and why there is none. Rate is that of
    its currency and day, null if not known. A trillion and more is out of range: sums of it would overflow.
-#}
{%- macro reporting_amount(amount, currency, rate) -%}
{%- set factor = "case when " ~ currency ~ " = '" ~ var('reporting_currency') ~ "' then 1 else " ~ rate ~ " end" -%}
{%- set converted = safe_cast(amount ~ ' * ' ~ factor, 'decimal(15, 3)') -%}
cast({{ converted }} as decimal(18, 3)) as reporting_amount,
case
    when {{ amount }} is null then 'no_amount'
    when {{ currency }} is null then 'no_currency'
    when {{ factor }} is null then 'no_rate'
    when {{ converted }} is null then 'out_of_range'
end as amount_exclusion_reason
{%- endmacro -%}
