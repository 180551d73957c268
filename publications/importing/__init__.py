"""Files into publications: matched, planned, staged as rows, applied in one transaction, taken back.

Not the reading of BibTeX (that is `bibtex`) nor what a field means (that is `mapping`).
"""
