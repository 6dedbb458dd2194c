"""Disclosure control: what may leave of counts of persons, so that no person can be found.

Primary suppression hides the small counts, complementary suppression enough others that nobody can
compute them back, and an audit by linear programming proves it. Sources: Willenborg and de Waal,
Elements of Statistical Disclosure Control (2001), chapter 4; Fischetti and Salazar 2001
(Management Science 47:1008) for the exact search.
"""

THRESHOLD = 5  # counts below it are small; nought is not
