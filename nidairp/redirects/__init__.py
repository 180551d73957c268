"""Addresses that were public and have changed or gone, and what answers there now.

A small app below those that have content: it knows none of them. They say what has moved (``keeping``);
the shell says what kinds of things there are and how their addresses are read (``kinds``).
"""
