{{ union_port('tickets') }}
