{{ union_port('customers') }}
