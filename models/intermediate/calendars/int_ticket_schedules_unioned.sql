{{ union_port('ticket_schedules') }}
