"""Links: whether their words say where they lead (WCAG 2.4.4), and whether something is there."""

import re
from collections import defaultdict
from collections.abc import Iterator

from .document import Link
from .finding import Finding, Rule, quoted, rule
from .subject import Answer, Subject

VAGUE = frozenset(
    "click, click here, click this link, here, see here, go here, right here, more, read more, learn more, "
    "find out more, see more, more here, more info, more information, more details, details, continue, "
    "continue reading, link, this, this link, the link, this page, this site, this website, this article, "
    "website, page, download, download here".split(", ")
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.I)
OUTER = " \t.,:;!?…→»›>()[]–—-"

NO_WORDS = rule(
    "link-empty",
    "A link has no words",
    "It cannot be seen or clicked, yet screen readers stop at it (WCAG 2.4.4, 4.1.2).",
    "Write its words, or take the link away.",
)
VAGUE_WORDS = rule(
    "link-vague",
    "A link does not say where it leads",
    "Read by itself, as screen readers list links, it could lead anywhere (WCAG 2.4.4).",
    "Link the words that name the target: “the protocol of the study” rather than “click here”.",
)
BARE_ADDRESS = rule(
    "link-address",
    "A link reads as an address",
    "Screen readers spell it out, and it does not say what is there (WCAG 2.4.4).",
    "Write what is there and link those words.",
)
SAME_WORDS = rule(
    "link-same-words",
    "Links with the same words lead to different places",
    "In a list of links they cannot be told apart (WCAG 2.4.4).",
    "Name in each what is special about its target.",
)
DEAD = rule(
    "link-dead",
    "A link leads nowhere",
    "Readers who follow it are told that the page does not exist.",
    "Link to where it is now, or take the link away.",
)
UNPUBLISHED = rule(
    "link-unpublished",
    "A link leads to something that is not published",
    "Readers who follow it are told that the page does not exist.",
    "Publish its target first, or take the link away.",
)
TARGET_GONE = rule(
    "link-target-gone",
    "What a link named has been deleted",
    "Readers see its words, but no link.",
    "Choose another target, or take the link away.",
)
TARGET_WAITS = rule(
    "link-target-waits",
    "What a link names is not published",
    "Until it is, readers see the link's words, but no link.",
    "Publish its target, or take the link away.",
)
MOVED = rule(
    "link-moved",
    "A link leads to an old address",
    "Readers arrive by a detour, and only as long as the redirect is kept.",
    "Link to the new address.",
)
NO_SECTION = rule(
    "link-section",
    "A link leads to a section that is not there",
    "Readers arrive at the top of the page and look for it themselves; within one text they see no link.",
    "Choose the section again: its heading was changed or taken away.",
)
INTO_THE_ADMIN = rule(
    "link-admin",
    "A link leads into the editors' pages",
    "Readers who follow it are asked for a password.",
    "Open the page on the site and copy its address from there.",
)
BY_ANSWER = {
    Answer.NOTHING: DEAD,
    Answer.NOT_PUBLISHED: UNPUBLISHED,
    Answer.MOVED: MOVED,
    Answer.NO_SECTION: NO_SECTION,
    Answer.EDITORS_ONLY: INTO_THE_ADMIN,
}
#: Of links that name what they lead to; they are shown only as long as that is there.
NAMES = "object:"
BY_ANSWER_TO_NAME = {
    Answer.NOTHING: TARGET_GONE,
    Answer.NOT_PUBLISHED: TARGET_WAITS,
    Answer.NO_SECTION: NO_SECTION,
}


def check_links(subject: Subject) -> Iterator[Finding]:
    for link in subject.document.links:
        broken = words_rule(link)
        if broken:
            says = quoted(link.text) if link.text else f"The link to {place(link, subject)}"
            yield Finding(broken, says, "body", link.place)
        yield from _check_target(link, subject)
    yield from _check_same_words(subject)


def place(link: Link, subject: Subject) -> str:
    """What a link leads to, in words where the site knows them."""
    target = subject.targets.get(link.href)
    return (target and target.name) or link.href


def words_rule(link: Link) -> Rule | None:
    """Which rule about words a link breaks, if any."""
    words = link.text.strip(OUTER).lower()
    if not words:
        return NO_WORDS
    if words in VAGUE:
        return VAGUE_WORDS
    return BARE_ADDRESS if ADDRESS.fullmatch(words) else None


def _check_target(link: Link, subject: Subject) -> Iterator[Finding]:
    target = subject.targets.get(link.href)
    rules = BY_ANSWER_TO_NAME if link.href.startswith(NAMES) else BY_ANSWER
    broken = rules.get(target.answer) if target else None
    if broken:
        says = f"{quoted(link.text)} leads to {place(link, subject)}"
        yield Finding(broken, says, "body", link.place)


def _check_same_words(subject: Subject) -> Iterator[Finding]:
    by_words = defaultdict(list)
    for link in subject.document.links:
        if words_rule(link) is None:
            by_words[link.text.lower()].append(link)
    for alike in by_words.values():
        for link in alike[1:]:
            if link.href != alike[0].href:
                says = f"{quoted(link.text)}: first {place(alike[0], subject)}, then {place(link, subject)}"
                yield Finding(SAME_WORDS, says, "body", link.place)
