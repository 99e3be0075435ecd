{{ union_port('agent_states') }}
