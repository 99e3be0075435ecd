-- Words of vendors that became `unmapped` or `unknown`: in which column, how often, and in which file.
-- Give each a line, in lower case, in the seed <vendor>_words, under its vocabulary; (blank) is an empty cell.
{%- set vocabularies = {
    'base_amazon_connect__contact_records': {'channel': ['channel'], 'initiation_method': ['origin']},
    'base_custom__agent_states': {'agent_state': ['agent_state'], 'scheduled_state': ['agent_state']},
    'base_custom__agents': {'agent_role': ['agent_role']},
    'base_custom__call_legs': {'leg_kind': ['leg_kind'], 'outcome': ['outcome', 'leg_outcome']},
    'base_custom__calls': {'direction': ['direction'], 'channel': ['call_channel'], 'outcome': ['outcome']},
    'base_custom__feedback': {'feedback_source': ['feedback_source'], 'polarity': ['polarity']},
    'base_custom__sla_targets': {'priority': ['priority']},
    'base_custom__survey_invitations': {'channel': ['channel', 'survey_channel']},
    'base_custom__survey_responses': {'channel': ['channel', 'survey_channel']},
    'base_custom__teams': {'team_kind': ['team_kind']},
    'base_custom__ticket_events': {'event_type': ['event_type'], 'actor_type': ['actor_type']},
    'base_custom__tickets': {
        'channel': ['channel'], 'ticket_status': ['ticket_status'], 'priority': ['priority'],
        'opened_by_actor_type': ['actor_type'],
    },
    'base_qualtrics_export__responses': {
        'distribution_channel': ['distribution_channel'], 'status': ['status'],
    },
    'base_qualtrics_fivetran__survey_responses': {
        'distribution_channel': ['distribution_channel'], 'status': ['status'],
    },
    'base_salesforce__contracts': {'status': ['contract_status']},
    'base_salesforce__orders': {'status': ['order_status']},
    'base_stripe__subscriptions': {'status': ['subscription_status']},
    'base_zendesk_api__tickets': {
        'via_channel': ['channel'], 'status': ['ticket_status'], 'priority': ['priority'],
    },
    'base_zendesk_api__users': {'role': ['actor_type']},
    'base_zendesk_fivetran__tickets': {
        'via_channel': ['channel'], 'status': ['ticket_status'], 'priority': ['priority'],
    },
    'base_zendesk_fivetran__users': {'role': ['actor_type']},
    'base_zendesk_talk__call_legs': {
        'type': ['leg_kind'], 'completion_status': ['call_outcome', 'leg_outcome'],
    },
    'base_zendesk_talk__calls': {
        'direction': ['call_direction'], 'completion_status': ['call_outcome'],
    },
} -%}
{%- set columns, seeds = [], {} -%}
{%- for node in graph.nodes.values() -%}
    {%- for name, listed in vocabularies.get(node.name, {}).items() if node.fqn[2] in var('vendors') -%}
        {%- do columns.append({'base': node, 'name': name, 'vocabularies': listed}) -%}
    {%- endfor -%}
    {%- do seeds.update({node.name: node.relation_name}) -%}
{%- endfor %}
with

told as (

    {%- for column in columns | sort(attribute='base.name') %}
    select
        '{{ column.base.name }}' as base_model,
        '{{ column.name }}' as column_name,
        '{{ column.vocabularies[0] }}' as vocabulary,
        {{ word_key('told.' ~ column.name) }} as vendor_word,
        told._extract_file

    from {{ column.base.relation_name }} as told

    left join {{ seeds[column.base.fqn[2] ~ '_words'] }} as words
        on words.vocabulary in ('{{ column.vocabularies | join("', '") }}')
        and {{ word_key('told.' ~ column.name) }} = words.vendor_word

    where
        told.row_fate = 'kept'
        and coalesce(words.port_word, 'unmapped') in ('unmapped', 'unknown')
        and (words.port_word is not null or told.{{ column.name }} is not null)
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        cast(null as {{ dbt.type_string() }}) as base_model,
        cast(null as {{ dbt.type_string() }}) as column_name,
        cast(null as {{ dbt.type_string() }}) as vocabulary,
        cast(null as {{ dbt.type_string() }}) as vendor_word,
        cast(null as {{ dbt.type_string() }}) as _extract_file

    where 1 = 0
    {%- endfor %}

)

select
    base_model,
    column_name,
    vocabulary,
    vendor_word,
    count(*) as row_count,
    min(_extract_file) as first_file

from told

group by 1, 2, 3, 4

order by row_count desc, base_model asc, column_name asc, vendor_word asc
