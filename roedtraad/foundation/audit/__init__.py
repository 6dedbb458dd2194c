"""Who did and read what, when and why: a log that is only ever added to, and shows tampering."""
