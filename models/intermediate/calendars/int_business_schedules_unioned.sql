{{ union_port('business_schedules') }}
