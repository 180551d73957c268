"""What a check has to say: a rule, which is the same everywhere, and a finding, which is about one place."""

from dataclasses import dataclass

#: So much of a text is quoted to say which part of it is meant.
QUOTED = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """``blocks``: the page would be broken, so it is not published like that. All else is advice.

    ``beforehand``: it is said of what is not published or not stored yet, and so never of the whole site.
    """

    slug: str
    title: str
    why: str
    how: str
    blocks: bool = False
    beforehand: bool = False

    @property
    def severity(self) -> str:
        return "error" if self.blocks else "advice"


#: Every rule there is, by its slug.
RULES: dict[str, Rule] = {}


def rule(
    slug: str, title: str, why: str, how: str, *, blocks: bool = False, beforehand: bool = False
) -> Rule:
    if slug in RULES:
        raise ValueError(f"There are two rules {slug!r}.")
    RULES[slug] = Rule(slug, title, why, how, blocks, beforehand)
    return RULES[slug]


@dataclass(frozen=True, slots=True)
class Place:
    """The n-th element of its tag in a rich text, counted from 0."""

    tag: str
    index: int


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    says: str
    field: str
    place: Place | None = None

    @property
    def anchor(self) -> str:
        """The element of the form that it is about, as the admin names fields and tables."""
        return f"{self.field}-group" if self.field.endswith("_set") else f"id_{self.field}"


def quoted(text: str) -> str:
    """The first words in quotation marks."""
    if len(text) <= QUOTED:
        return f"“{text}”"
    return f"“{text[:QUOTED].rsplit(' ', 1)[0]} …”"
