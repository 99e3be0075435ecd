{{ union_port('schedule_holidays') }}
