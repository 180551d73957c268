"""Under the name that the first migration knows them by: the rules are in ``nidairp/addresses.py``."""

from nidairp.addresses import validate_address, validate_visible

__all__ = ["validate_address", "validate_visible"]
