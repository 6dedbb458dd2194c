"""The family's own pages: a child or a parent sees their own goals in their own words, and answers.

Whoever comes in here holds no role and sees nothing else; an employee sees nothing of it.
"""
