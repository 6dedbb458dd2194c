"""Wide questions about figures: a columnar mart, and the measures that are asked of it.

Nothing below knows of it. The mart is built from our own tables and can be thrown away.
"""
