"""Everything that can change users, their roles and, for people, the tree."""
