"""Search over whatever the shell registers; it knows none of it.

A row of `Entry` is what can be found of one published thing. Triggers of the database keep the entries, so
that they change in the transaction of whatever changed: a save, an import past the ORM, an undo.
"""
