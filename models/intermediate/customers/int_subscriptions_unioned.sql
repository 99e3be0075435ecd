{{ union_port('subscriptions') }}
