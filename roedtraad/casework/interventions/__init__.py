"""What may be granted: the catalogue of intervention types, and the ladder they stand on.

It holds no persons. Grants, prices and capacity are to build on it.
"""
