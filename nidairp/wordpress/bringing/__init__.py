"""What is made here of an export: each kind of thing by a module of its own, all in one transaction."""
