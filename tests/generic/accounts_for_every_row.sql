{#- Per extract file, a base model has as many rows as the raw table: received = kept + duplicate + rejected. -#}
{% test accounts_for_every_row(model, raw_source, raw_table) %}

with

received as (

    select
        _extract_file,
        count(*) as received_count

    from ({{ landed(raw_source, raw_table) }}) as landed

    group by 1

),

accounted as (

    select
        _extract_file,
        count(*) as accounted_count

    from {{ model }}

    where row_fate is not null

    group by 1

)

select
    received._extract_file,
    received.received_count,
    accounted.accounted_count

from received

full outer join accounted
    on coalesce(received._extract_file, '') = coalesce(accounted._extract_file, '')

where received.received_count is distinct from accounted.accounted_count

{% endtest %}
