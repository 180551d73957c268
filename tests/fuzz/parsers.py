"""Every reader of text from outside, each as a function of one text.

They are tried with noise, with what once broke one, and with texts that grow.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError

from nidairp import rich
from nidairp.editing import body
from nidairp.quality.checks import document
from nidairp.redirects import paths
from nidairp.search import letters, query
from nidairp.wordpress.export import php, reading
from nidairp.wordpress.text import blocks, shortcodes, tokens
from publications import folding, negotiation
from publications.bibtex import dates, escape, identifiers, latex, literal, names, parse
from publications.formats import csl_json, guess, markup, nbib, people, ris

Reader = Callable[[str], Any]


def rich_text(text: str) -> None:
    with suppress(ValidationError):
        body.accept(text)


def export(text: str) -> None:
    with suppress(reading.Refused):
        drained(reading.read(BytesIO(text.encode("utf-8", "surrogatepass"))))


def in_export(text: str) -> None:
    export(f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>{text}</item></channel></rss>')


def in_entry(text: str) -> None:
    parse.parse(f"@article{{a, title = {{{text}}}, author = {{{text}}}}}")


def drained(items: Iterator[Any]) -> None:
    for _ in items:
        pass


READERS: dict[str, Reader] = {
    "bibtex": parse.parse,
    "bibtex-entry": in_entry,
    "latex": latex.decode,
    "latex-written": escape.encode,
    "names": names.split_names,
    "rich": rich.to_html,
    "dates": dates.parse_date,
    "identifiers": lambda text: [identifiers.doi(text), identifiers.arxiv(text), identifiers.isbns(text)],
    "literal": literal.read_literal,
    "ris": ris.read,
    "nbib": nbib.read,
    "csl-json": csl_json.read,
    "guess": lambda text: guess("", text),
    "markup": markup.stored,
    "people": people.guessed,
    "rich-text": rich_text,
    "document": document.read,
    "search": query.parse,
    "letters": letters.fold,
    "folding": folding.fold,
    "accept": negotiation.ranges,
    "address": paths.normalised,
    "address-query": paths.asked,
    "export": export,
    "export-item": in_export,
    "php": php.read,
    "shortcodes": shortcodes.found,
    "tokens": lambda text: drained(tokens.tokens(text)),
    "blocks": lambda text: drained(blocks.marks(text)),
}
