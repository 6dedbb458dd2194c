"""Invented families with known truth: two years of goals, scores, evaluations and leaving.

Plain numpy, the same every time for the same seed. A population is columns; a row of one table
names rows of others by their place. The truth is what the figures of a page are expected to be.
"""
