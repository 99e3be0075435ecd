{{ union_port('survey_invitations') }}
