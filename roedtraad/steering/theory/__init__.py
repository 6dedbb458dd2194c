"""Theories of change: which intervention should lead to which goal, by which way, and why.

A theory is a graph in five columns. Its boxes point to goals, effect goals, target groups,
intervention types and indicators and copy none of them; from how these stand it is read where the
chain breaks.
"""
