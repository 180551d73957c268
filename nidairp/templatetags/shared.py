"""What a link shows of a page where it is shared, and the one address by which it is known.

Every page has these fifteen lines, with thirty values: a template takes a tenth of an article for them.
"""

from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from news.models import Post
from nidairp.library.renditions import SHARED
from nidairp.markup import filled
from nidairp.reversing import Address

register = template.Library()
OF_POST, OF_SITE = Address("share_post"), Address("share_site")


LONGEST, LONGEST_MORE, LONGEST_TITLE = 260, 80, 200
#: A description that is shorter says too little by itself.
SHORT = 50
FROM = " From {}, the Intramural Research Program of the National Institute on Drug Abuse."
METADATA = """<title>{title}{more}{page} | {site}, National Institute on Drug Abuse</title>
  {description}
  <link rel="canonical" href="{address}">
  <meta property="og:title" content="{title}{more}">
  <meta property="og:type" content="{kind}">
  <meta property="og:url" content="{address}">
  <meta property="og:site_name" content="{site}">
  <meta property="og:locale" content="en_US">
  {shared}
  <meta property="og:image" content="{url}">
  <meta property="og:image:width" content="{width}">
  <meta property="og:image:height" content="{height}">
  {alt}
  <meta name="twitter:card" content="summary_large_image">
"""
DESCRIPTION, SHARED_DESCRIPTION = (
    '<meta name="description" content="{}">',
    '<meta property="og:description" content="{}">',
)
CARD, SHARED_CARD = (
    '<meta name="Description" content="{}. {}">',
    '<meta name="twitter:description" content="{}">',
)
ALT = '<meta property="og:image:alt" content="{}">'


@register.simple_tag(takes_context=True)
def metadata(
    context: Context,
    title: object = "",
    more: object = "",
    description: object = "",
    card: object = "",
    kind: str = "website",
    image: dict[str, Any] | None = None,
    image_alt: str = "",
    shared_post: Post | None = None,
    canonical_query: str = "",
) -> SafeString:
    """What a browser tab, a search engine and a shared link show of a page.

    `more` is what narrows a list; `shared_post` an article without a picture; `canonical_query` what belongs
    to the page's own address. `card` is said where there is no description, by names that Zotero passes by:
    what it finds as a description in small letters, it takes for the abstract.
    """
    title, more, said, card = map(_text, (title, more, description, card))
    page = context.get("page_obj")
    more, card = cut(more, LONGEST_MORE), cut(card, LONGEST)
    if said or not card:
        described = filled(DESCRIPTION, _description(title, more, said))
        shared = filled(SHARED_DESCRIPTION, cut(said or settings.SITE_TAGLINE, LONGEST))
    else:
        described = filled(CARD, cut(title, LONGEST_TITLE), card)
        shared = filled(SHARED_CARD, card)
    picture = share_picture(image, image_alt, shared_post)
    return filled(
        METADATA,
        title=title,
        more=f": {more}" if more else "",
        page=f", page {page.number}" if page and page.number > 1 else "",
        site=settings.SITE_NAME,
        description=described,
        address=canonical(context.get("canonical_url") or "", canonical_query, page),
        kind=kind,
        shared=shared,
        url=picture["url"],
        width=picture["width"],
        height=picture["height"],
        alt=filled(ALT, picture["alt"]) if picture["alt"] else "",
    )


def _text(part: object) -> str:
    """What a template has joined or chosen is HTML already: as text again, to be cut and escaped once."""
    return unescape(part) if isinstance(part, SafeString) else str(part or "")


def _description(title: str, more: str, said: str) -> str:
    is_short = len(said) < SHORT
    what = ", ".join(filter(None, (title, more)))
    lead = f"{what}: " if is_short or more else ""
    return f"{lead}{cut(said, LONGEST)}{FROM.format(settings.SITE_NAME) if is_short else ''}"


def cut(text: str, longest: int) -> str:
    """Django asks of each letter whether it stands upon the one before it, which plain ones do not."""
    if len(text) <= longest:
        return text
    is_plain = text[: longest + 1].isascii()
    return f"{text[: longest - 1]}…" if is_plain else Truncator(text).chars(longest)


def canonical(address: str, query: str, page: Page | None) -> str:
    """The page's own address: with what belongs to it, and the number of a later page."""
    numbered = f"page={page.number}" if page and page.number > 1 else ""
    added = "&".join(filter(None, [query, numbered]))
    return f"{address}{'&' if '?' in address else '?'}{added}" if added else address


def share_picture(image: dict[str, Any] | None, alt: str, post: Post | None = None) -> dict[str, Any]:
    """The page's own picture; else one drawn for the article, or for the site."""
    if image:
        return {**image, "alt": alt}
    width, height = SHARED
    path = OF_POST(post.category.slug, post.slug) if post else OF_SITE()
    title = str(post) if post else settings.SITE_TAGLINE
    return {
        "url": settings.SITE_URL + path,
        "width": width,
        "height": height,
        "alt": f"{settings.SITE_NAME}: {title}",
    }
