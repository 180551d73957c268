"""How somebody comes by a password that nobody else has known: by a link that works once.

For new colleagues, and for those who have forgotten theirs. An administrator sends it, or hands it over; the
second factor is not part of it.
"""
