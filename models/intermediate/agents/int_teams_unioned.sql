{{ union_port('teams') }}
