"""What SQL cannot do: land files, audit, publish, draw."""
