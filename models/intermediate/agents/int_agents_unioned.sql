{{ union_port('agents') }}
