"""What is checked: the words of one post or page, and what the checks must know of the rest of the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .document import Document


class Answer(Enum):
    """What a reader meets who follows a link into this site."""

    SHOWN = "shown"
    NOT_PUBLISHED = "not published"
    MOVED = "moved"
    NO_SECTION = "no such section"
    NOTHING = "nothing"
    EDITORS_ONLY = "editors only"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads. ``name`` says what is there: “page “Contact us””."""

    answer: Answer
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    alt: str = ""
    is_decoration: bool = False
    #: The form's field for the alternative text.
    field: str = "figure_alt"


@dataclass(frozen=True, slots=True)
class Subject:
    """``targets`` knows the links into this site; ``facts`` are for the checks of one kind of content."""

    title: str
    summary: str = ""
    document: Document = field(default_factory=Document)
    figure: Figure | None = None
    targets: Mapping[str, Target] = field(default_factory=dict)
    same_title: str = ""
    same_summary: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
