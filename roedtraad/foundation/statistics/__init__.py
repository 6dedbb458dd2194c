"""Change, effect, variation and comparison: arrays in, frozen dataclasses out.

No Django and no clock, so that a case page, an indicator page and a national report show the same
number. A missing value is NaN, what cannot be computed is NaN too (a command or a page writes it as
nothing), and what makes the whole question meaningless raises `UnusableData`.
"""

VERSION = "1.0"
