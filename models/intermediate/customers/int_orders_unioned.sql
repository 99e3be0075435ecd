{{ union_port('orders') }}
