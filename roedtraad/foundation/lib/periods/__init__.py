"""Danish periods as people write them: "ultimo juni 2021", "3. kvartal 2020", "senest juni 2020".

How what is open to interpretation is read (the raw text is always kept and shown):

- primo, medio, ultimo of a month are its days 1-10, 11-20 and 21-end; of anything longer its first
  month, its middle month or two, its last month. "I begyndelsen af", "midt i", "slutningen af"
  are the same. "Udgangen af" is the last day.
- "2016-19" is calendar years; "2025/26" is a school year (1 August to 31 July), "2016/19" years.
- The winter of a year begins in its December. The turn of a year ("årsskiftet 2026") is the one
  at its end; "årsskiftet 2025/26" its two days.
- "senest X" has no beginning and ends with X. "før" and "inden" X end the day before X begins,
  but "inden udgangen af X" and "inden 30. juni" (a month's last day) include that day.
- "fra X" and "efter X" have no end; after a holiday is the four weeks that follow it, after the
  summer holiday is August, and before it is until 30 June.
- School holidays are those of most municipalities: week 7, 27-32 and 42.
- One slip in a word of five letters or more ("decmber") is put right where only one word is
  meant; `read_as` then says how it was read.
- What has no year, or does not exist (31 February, week 54), is no period.
"""

from .formatting import format_period
from .reading import FoundPeriod, Period, find_periods, lacks_year, parse_period

__all__ = ["FoundPeriod", "Period", "find_periods", "format_period", "lacks_year", "parse_period"]
