"""The same organisation and who it has for customers: what they pay, live through and say."""
