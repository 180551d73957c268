"""What machines read in a page: JSON-LD as a data block that no text can break out of, and COinS."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from nidairp.markup import each_filled, filled, rich
from publications.citations import coins, schema_org
from publications.citations.kept import KeptByContent
from publications.models import Publication

register = template.Library()

META = '<meta name="{}" content="{}">\n  '
ALTERNATE = '<link rel="alternate" type="{}" href="{}" title="{}">\n  '
CITATION = """          <div>
            <dt id="cite-{0}-label">{1}</dt>
            <dd data-copy="{1}"><bdi id="cite-{0}">{2}</bdi></dd>
          </div>
"""
COINS = '<span class="Z3988" title="{}" aria-hidden="true"></span>'

#: Of the newest that were cited; nobody changes them.
_things = KeptByContent(schema_org.render, limit=100)
#: In a data block ``<`` could end the script, and the two separators end a line for older readers.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(thing: dict[str, Any]) -> SafeString:
    """The thing as ``<script type="application/ld+json">``: data, which the browser does not run."""
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def json_ld_citing(thing: dict[str, Any], publications: list[Publication]) -> SafeString:
    """The same of an article that is about publications, and cites them."""
    cited = [_things(publication) for publication in publications]
    about = [{name: one[name] for name in ("@id", "name", "url")} for one in cited]
    return json_ld({**thing, "about": about, "citation": cited} if cited else thing)


@register.simple_tag
def named_values(tags: Iterable[tuple[str, str]]) -> SafeString:
    """Some forty ``citation_*`` tags."""
    return each_filled(META, tags)


@register.simple_tag
def alternates(files: Iterable[dict[str, str]]) -> SafeString:
    """The other forms in which it can be had."""
    return each_filled(ALTERNATE, ((file["media_type"], file["url"], file["label"]) for file in files))


@register.simple_tag
def in_styles(citations: Iterable[tuple[str, str, str]]) -> SafeString:
    """How to cite it: a style each, by its name, its label and its text in the stored form."""
    return each_filled(CITATION, ((name, label, rich(text)) for name, label, text in citations))


@register.simple_tag
def coins_of(publication: Publication) -> SafeString:
    return filled(COINS, coins.render(publication))
