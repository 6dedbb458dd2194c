"""What may be granted, on which step of the ladder, and what the family of a case receives.

The catalogue holds no persons; interventions do. Grants, prices and capacity are to build on them.
"""
