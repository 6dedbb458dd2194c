"""What reports are made of, for a user who may see it."""
