"""Plans of our own invention in the four file types, each with what a reader should find in it."""
