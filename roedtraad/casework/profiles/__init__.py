"""Development profiles, the diary, and the instruments that scores are taken with."""
