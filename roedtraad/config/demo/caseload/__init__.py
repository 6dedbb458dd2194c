"""The families of the twelve units, written down day by day as everyday work would have.

`population` says what happened; here it gets names, words and rows, and the log its events.
"""
