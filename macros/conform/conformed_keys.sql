{#-
    The CTEs that make rows of port customer_keys, the last one called conformed, of CTE plain_keys
    (person_key, key_type, key_text, observed_at, source_updated_at, _loaded_at): one row a key however it
    was written, hashed; for account and merged_into the other side's id. A text that is no key has no row.
-#}
{%- macro conformed_keys(vendor) -%}
keys as (select * from {{ source('secrets', 'pseudonym_key') }}),

identity_blocks as (select * from {{ ref('identity_blocks') }}),

phone_numbers as ({{ phone_numbers_of(vendor) }}),

normalised as (

    select
        plain_keys.person_key,
        plain_keys.key_type,
        {{ normal_key('plain_keys.key_type', 'plain_keys.key_text') | indent(8) }} as key_text,
        max(plain_keys.observed_at) as observed_at,
        max(plain_keys.source_updated_at) as source_updated_at,
        max(plain_keys._loaded_at) as loaded_at
    from plain_keys
    left join phone_numbers
        on plain_keys.key_type = 'phone' and plain_keys.key_text = phone_numbers.phone_text
    where plain_keys.key_text is not null
    group by 1, 2, 3

),

conformed as (

    select
        '{{ vendor }}' as vendor,
        '{{ instance_of(vendor) }}' as instance,
        {{ vendor_id(vendor, 'normalised.person_key') }} as person_id,
        normalised.key_type,
        case
            when normalised.key_type in ('account', 'merged_into') then {{ vendor_id(vendor, 'normalised.key_text') }}
            else {{ keyed_hash('normalised.key_text', 'keys.pseudonym_key') }}
        end as key_hash,
        normalised.observed_at,
        coalesce(mailboxes.value, domains.value, whole.value) is not null as is_blocked,
        normalised.source_updated_at,
        normalised.loaded_at
    from normalised
    left join keys on 1 = 1
    {%- for alias, kinds, value in [
        ('mailboxes', "('mailbox')", "split_part(split_part(normalised.key_text, '@', 1), '+', 1)"),
        ('domains', "('domain')", "split_part(normalised.key_text, '@', 2)"),
        ('whole', "('address', 'phone')", 'normalised.key_text')
    ] %}
    left join identity_blocks as {{ alias }}
        on {{ alias }}.block_kind in {{ kinds }} and normalised.key_type in ('email'{{ ", 'phone'" if alias == 'whole' }}) and {{ value }} = {{ alias }}.value
    {%- endfor %}
    where normalised.key_text is not null

)
{%- endmacro -%}
