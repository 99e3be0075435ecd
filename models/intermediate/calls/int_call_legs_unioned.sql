{{ union_port('call_legs') }}
