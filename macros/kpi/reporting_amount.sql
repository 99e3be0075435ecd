{#-
    Two columns: an amount in var reporting_currency, decimal(18, 3), and why there is none. Rate is that of
    its currency and day, null if not known. Out of range is what is negative, for it would take from other
    amounts, and a trillion and more, whose sums would overflow.
-#}
{%- macro reporting_amount(amount, currency, rate) -%}
{%- set is_reporting = currency ~ " = '" ~ var('reporting_currency') ~ "'" -%}
{%- set converted -%}
case when {{ is_reporting }} then {{ amount }} else {{ safe_cast('cast(' ~ amount ~ ' as decimal(19, 3)) * ' ~ rate, 'decimal(18, 3)') }} end
{%- endset -%}
case when {{ converted }} >= 0 and {{ converted }} < 1000000000000 then {{ converted }} end as reporting_amount,
case
    when {{ amount }} is null then 'no_amount'
    when {{ currency }} is null then 'no_currency'
    when not {{ is_reporting }} and {{ rate }} is null then 'no_rate'
    when not coalesce({{ converted }} >= 0 and {{ converted }} < 1000000000000, false) then 'out_of_range'
end as amount_exclusion_reason
{%- endmacro -%}
