"""What the old site's lists have before them, which no export says: read off the articles' permalinks. Pure.

Where these are ``/blog/2019/04/a/``, categories are at ``/blog/category/…/``; where they are
``/archives/12``, days are at ``/archives/date/2019/``.
"""

from collections.abc import Container, Iterable


def front(paths: Iterable[str], variable: Container[str]) -> str:
    """The parts that all of them begin with, up to one that is a number or one of ``variable``."""
    common: list[str] | None = None
    for path in paths:
        parts = path.strip("/").split("/")[:-1]
        same = 0
        while common is not None and same < min(len(common), len(parts)) and common[same] == parts[same]:
            same += 1
        common = parts if common is None else common[:same]
        if not common:
            return ""
    static = []
    for part in common or []:
        if part.isdigit() or part in variable:
            break
        static.append(part)
    return "/".join(static)
