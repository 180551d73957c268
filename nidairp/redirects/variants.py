"""Other addresses of one thing, as systems for blogs make them: whoever knows the one knows where these lead.

A picture's smaller sizes, the pages of a list, feeds, what was written under an article. Pure.
"""

import re

#: fig-300x200.jpg, fig-scaled.jpg, fig-rotated.jpg, fig-e1555000000000.jpg, fig@2x.jpg: all of fig.jpg.
_SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,14}|@2x)(\.[a-z0-9]{2,5})$", re.I)
_FEED = re.compile(r"/feed/(?:atom|rss|rss2|rdf)/?$", re.I)
_ENDINGS = re.compile(
    r"/(?:page/\d{1,5}|comment-page-\d{1,5}|feed(?:/(?:atom|rss|rss2|rdf))?|embed|amp|trackback|\d{1,3})/?$",
    re.I,
)


def variants(path: str) -> list[str]:
    """Nearest first; none for what is an address of its own only."""
    if (found := _SIZE.search(path)) is not None:
        whole = path[: found.start()] + found[1]
        return [whole, *variants(whole)]
    near = [_FEED.sub("/feed/", path)] if _FEED.search(path) else []
    return near + ([_ENDINGS.sub("/", path)] if _ENDINGS.search(path) else [])
