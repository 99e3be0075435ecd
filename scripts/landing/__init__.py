"""Landing: from a folder of extracts to the append-only tables of raw.duckdb."""
