"""Shortcodes: ``[name attribute="value"]content[/name]``. Found in one pass, however they are nested.

WordPress knows which names are its own; an export does not say. So a bracket in a sentence, “[sic]”, is
told from a shortcode by what it looks like.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

#: What WordPress and its common companions register, and may stand without any attribute.
KNOWN = frozenset(
    "audio caption wp_caption embed gallery playlist video youtube vimeo wpvideo contact-form contact-form-7 "
    "gravityform gravityforms ninja_form wpforms mc4wp_form recent_posts display-posts archives sitemap "
    "table tablepress slideshow rev_slider googlemaps googlemap polldaddy poll soundcloud slideshare twitter "
    "tweet instagram facebook subscribe jetpack_subscription_form latex blog_subscription_form print-me toc "
    "column columns one_half one_third two_third button accordion tab tabs toggle spoiler divider clear "
    "su_button su_box su_row su_column et_pb_section et_pb_row et_pb_column et_pb_text vc_row vc_column "
    "tpsingle tplist tpcloud tpsearch tpcite tpref tpbibtex tpabstract tplinks tppublist tpcourselist tpdate "
    "tpcourseinfo tpcoursedocs tpenrollments tppost".split()
)
DEEPEST = 8
#: What stands between brackets: no bracket, save in quotes. A quote that ends nowhere is a letter, and so are
#: all where that leads to no end. Each is read in one way only: else a few dozen of them would take for ever.
_QUOTED = r"""[^\[\]"']|"[^"]{0,2000}"|'[^']{0,2000}'|"(?![^"]{0,2000}")|'(?![^']{0,2000}')"""
_TAG = re.compile(
    r"(?P<before>\[?)\[(?P<close>/?)(?P<name>[a-zA-Z][\w-]{0,60})"
    rf"(?P<rest>(?:[\s/=](?:(?:{_QUOTED}){{0,400}}?|[^\[\]]{{0,400}}?))?)(?P<void>/?)\](?P<after>\]?)"
)
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|([^\s"']+)"""
)
#: How editors write the straight quotes of an attribute.
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "‘": "'", "’": "'", "\xa0": " "})
_ENTITIES = {
    "&#8220;": '"',
    "&#8221;": '"',
    "&#8243;": '"',
    "&quot;": '"',
    "&#8217;": "'",
    "&#038;": "&",
    "&amp;": "&",
}
_ENTITY = re.compile("|".join(map(re.escape, _ENTITIES)))


@dataclass(slots=True)
class Shortcode:
    name: str
    start: int
    end: int
    raw: str
    attributes: dict[str, str] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    content: str | None = None


Handler = Callable[[Shortcode], str | None]


def replaced(text: str, handle: Handler) -> str:
    """The text with each shortcode as the handler has it; for None it stays as it is."""
    if "[" not in text:
        return text
    parts, at = [], 0
    for code in found(text):
        new = handle(code)
        parts += [text[at : code.start], code.raw if new is None else new]
        at = code.end
    return "".join([*parts, text[at:]]).replace("\x00[", "[").replace("]\x00", "]")


def found(text: str) -> list[Shortcode]:
    """The outermost ones, in order. Written ``[[so]]`` a shortcode is only spoken of."""
    tags = [tag for tag in _TAG.finditer(text) if not (tag["before"] and tag["after"])]
    closing = _partners(tags)
    codes: list[Shortcode] = []
    for at, tag in enumerate(tags):
        begin = tag.start() + len(tag["before"])
        if tag["close"] or (codes and begin < codes[-1].end):
            continue
        end_tag = tags[closing[at]] if at in closing else None
        if _is_one(tag, end_tag is not None):
            codes.append(_made(text, tag, end_tag))
    return codes


def spoken_of(text: str) -> str:
    """Without the second brackets of what is only spoken of."""
    return _TAG.sub(lambda tag: tag[0][1:-1] if tag["before"] and tag["after"] else tag[0], text)


def _partners(tags: list[re.Match[str]]) -> dict[int, int]:
    """For each opening tag that is closed, by what."""
    waiting: dict[str, list[int]] = {}
    partners = {}
    for at, tag in enumerate(tags):
        name = tag["name"].lower()
        if not tag["close"]:
            if not tag["void"]:
                waiting.setdefault(name, []).append(at)
        elif waiting.get(name):
            partners[waiting[name].pop()] = at
    return partners


def _is_one(tag: re.Match[str], closed: bool) -> bool:
    name = tag["name"]
    return name.lower() in KNOWN or closed or "=" in tag["rest"] or "_" in name


def _made(text: str, tag: re.Match[str], end_tag: re.Match[str] | None) -> Shortcode:
    begin = tag.start() + len(tag["before"])
    own_end = tag.end() - len(tag["after"])
    end = end_tag.end() - len(end_tag["after"]) if end_tag else own_end
    code = Shortcode(tag["name"].lower(), begin, end, text[begin:end])
    if end_tag:
        code.content = text[own_end : end_tag.start() + len(end_tag["before"])]
    code.attributes, code.values = attributes(tag["rest"])
    return code


def attributes(rest: str) -> tuple[dict[str, str], list[str]]:
    """Those with names, and those without."""
    plain = _ENTITY.sub(lambda one: _ENTITIES[one[0]], rest).translate(_QUOTES)
    named: dict[str, str] = {}
    values: list[str] = []
    for one in _ATTRIBUTE.finditer(plain):
        value = next((group for group in one.groups()[1:] if group is not None), "").strip()
        if one[1]:
            named.setdefault(one[1].lower(), value)
        elif value and value != "/":
            values.append(value)
    return named, values
