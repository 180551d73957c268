"""One number that moves with whatever the public sees; what is kept under it is never out of date.

Triggers move it, in the transaction of the change, whoever writes: a form, an import past the ORM, a hand at
the database's own prompt.
"""
