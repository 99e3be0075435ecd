{{ union_capabilities() }}
