"""`compute`: a table and parameters in, one JSON object out; no database, no network."""
