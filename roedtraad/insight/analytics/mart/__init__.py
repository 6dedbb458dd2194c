"""The mart: one DuckDB file, built beside the living one and put in its place in one rename."""
