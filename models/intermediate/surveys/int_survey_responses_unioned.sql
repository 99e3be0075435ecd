{{ union_port('survey_responses') }}
