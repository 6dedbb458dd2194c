"""Development profiles in numbers: the tables, how they are counted, made safe and kept."""
