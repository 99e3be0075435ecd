"""What the project says about itself, held to it."""
