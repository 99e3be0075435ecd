"""The scorecard on the terminal."""
