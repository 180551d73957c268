"""Citation keys that every reader of BibTeX takes; not the addresses of pages, which are made from them."""

import re

_NOT_IN_KEY = re.compile(r"[\s,{}\"#%()=~\\']+")


def writable_key(key: str) -> str:
    """The key, with `_` for what biber and BibTeX do not allow in it."""
    return _NOT_IN_KEY.sub("_", key)
