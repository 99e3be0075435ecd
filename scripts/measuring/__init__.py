"""Measuring: what a build costs, from extracts to figures."""
