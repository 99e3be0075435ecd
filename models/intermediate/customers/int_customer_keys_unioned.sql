{{ union_port('customer_keys') }}
