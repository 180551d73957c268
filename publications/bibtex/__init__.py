"""BibTeX text to values and back: pure Python, no Django, no database.

Not a citation formatter and not an importer: what the values mean for the site is `mapping` and
`importing`.
"""
