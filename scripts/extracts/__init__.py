"""One simulated support organisation, and writers that put it into vendors' extract shapes."""
