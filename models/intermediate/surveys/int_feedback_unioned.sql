{{ union_port('feedback') }}
