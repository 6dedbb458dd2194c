"""The follow-up: the year's wheel, its rounds, and who owes what in each of their phases.

It lies above agreements, whose goals, indicators and texts a round follows and may lock; it
copies none of them. Families' profiles are followed on the pages of casework: a round only points
there.
"""
