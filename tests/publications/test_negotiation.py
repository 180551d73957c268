"""What ``Accept`` asks for, by RFC 9110."""

import pytest

from publications.negotiation import preferred

OFFERED = ("text/html", "application/x-bibtex", "application/json", "text/x-bibliography")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/x-bibtex", "application/x-bibtex"),
        ("APPLICATION/X-BibTeX", "application/x-bibtex"),
        ("application/x-bibtex;q=0.5, application/json;q=0.9", "application/json"),
        ("application/x-bibtex;q=0.5, application/json;q=0", "application/x-bibtex"),
        ("application/*", "application/x-bibtex"),
        ("application/*, application/x-bibtex;q=0.1", "application/json"),
        ("text/html;q=0.1, */*;q=0.9", "application/x-bibtex"),
        ("text/html;q=0", None),
        ("text/html;q=0, */*;q=0.1", "application/x-bibtex"),
        ("image/png", None),
        ("image/png, */*;q=0.1", "text/html"),
        ("nonsense", None),
        ("text/html;q=high", None),
        ("application/json; charset=utf-8", "application/json"),
    ],
)
def test_the_choice(header, expected):
    found = preferred(header, OFFERED)
    assert (found and found.media_type) == expected


def test_parameters_come_along():
    found = preferred('text/x-bibliography; style="IEEE"; q=0.7, text/html;q=0.3', OFFERED)
    assert (found.media_type, found.parameters) == ("text/x-bibliography", {"style": "ieee"})
