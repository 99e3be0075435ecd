{{ union_port('sla_targets') }}
