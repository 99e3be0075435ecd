{{ union_port('calls') }}
