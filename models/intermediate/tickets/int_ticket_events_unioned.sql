{{ union_port('ticket_events') }}
