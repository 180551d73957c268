"""Images: what they say to people who do not see them (WCAG 1.1.1)."""

import re
from collections.abc import Iterator

from .finding import Finding, Place, quoted, rule
from .subject import Subject

FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|tiff?)|(?:dsc|img|image|figure|screenshot)[_ -]?\d+", re.I
)
BEGINNINGS = ("image of", "picture of", "photo of", "graphic of", "an image of", "a picture of", "a photo of")

NO_FIGURE_ALT = rule(
    "figure-alt",
    "The figure has no alternative text",
    "People who cannot see it learn nothing from it, and the page breaks the law (WCAG 1.1.1, Section 508).",
    "Say in a sentence what the figure shows.",
    blocks=True,
)
NO_ALT = rule(
    "image-alt",
    "An image in the text has no alternative text",
    "People who cannot see it learn nothing from it, and the page breaks the law (WCAG 1.1.1, Section 508).",
    "Press “Change its text” below the image: say what it shows, or tick that it is decorative.",
    blocks=True,
)
ALT_IS_FILE_NAME = rule(
    "alt-file-name",
    "The alternative text is a file name",
    "It is read aloud letter by letter, and says nothing about the image (WCAG 1.1.1).",
    "Say in a sentence what the image shows.",
)
ALT_SAYS_IMAGE = rule(
    "alt-image-of",
    "The alternative text begins with “image of”",
    "Screen readers say that it is an image before they read the text.",
    "Begin with what the image shows: “Bar chart of ...”.",
)


def check_figure(subject: Subject) -> Iterator[Finding]:
    figure = subject.figure
    if figure is None or figure.is_decoration:
        return
    if not figure.alt.strip():
        yield Finding(NO_FIGURE_ALT, "The figure", figure.field)
    else:
        yield from _check_alt(figure.alt, figure.field)


def check_images(subject: Subject) -> Iterator[Finding]:
    """An empty alternative text was left empty on purpose; one that is not there was forgotten."""
    for image in subject.document.images:
        if image.alt is None:
            name = image.src.rsplit("/", 1)[-1]
            says = quoted(name) if name else f"Image {image.place.index + 1}"
            yield Finding(NO_ALT, says, "body", image.place)
        elif image.alt.strip():
            yield from _check_alt(image.alt, "body", image.place)


def _check_alt(alt: str, field: str, place: Place | None = None) -> Iterator[Finding]:
    text = alt.strip()
    if FILE_NAME.fullmatch(text):
        yield Finding(ALT_IS_FILE_NAME, quoted(text), field, place)
    elif text.lower().startswith(BEGINNINGS):
        yield Finding(ALT_SAYS_IMAGE, quoted(text), field, place)
