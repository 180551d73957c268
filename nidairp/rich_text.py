"""What rich text can name: here the shell tells the editor's parts of content, files and images."""

from collections.abc import Collection

from django.db.models import Model

from news.models import Category, Post, Tag
from nidairp.addressed import KINDS
from nidairp.editing import anchors, linking, placing
from nidairp.editing.linking import Linkable
from nidairp.library.models import Document, Image
from nidairp.library.placing import pictures
from nidairp.pages.models import Page, Question
from nidairp.people.models import Person
from nidairp.quality import addresses
from nidairp.quality.checks.subject import Answer, Target
from publications.models import Publication

LINKED = (Page, Post, Publication, Category, Tag, Document, Image)
#: What has rich text, and in which column.
WITH_TEXT = ((Post, "body"), (Page, "body"), (Person, "biography"), (Question, "answer"))


def register_all() -> None:
    kinds = {kind.model: kind for kind in KINDS}
    for model in LINKED:
        kind = kinds[model]
        linking.register(Linkable(model, kind.rows, kind.all_rows, kind.search))
    placing.plug_in(pictures)
    addresses.register_scheme(linking.SCHEME, targets_of)


def targets_of(links: Collection[str]) -> dict[str, Target]:
    """For the checks before publishing: what the links that name an object lead to."""
    references = {href: linking.read(href) for href in links}
    named = [reference for reference in references.values() if reference]
    public, there = linking.public(named), linking.existing(named)
    return {
        href: _target(reference, public, there, addresses.fragment(href))
        for href, reference in references.items()
    }


def _target(reference: linking.Reference | None, public: dict, there: dict, section: str) -> Target:
    if reference in public:
        row = public[reference]
        return without(row, section) or Target(Answer.SHOWN, called(row))
    if reference in there:
        return Target(Answer.NOT_PUBLISHED, f"{called(there[reference])}, which is not published")
    return Target(Answer.NOTHING, "something that has been deleted")


def without(row: Model | object, section: str) -> Target | None:
    """What a link meets that leads to a section which the text of its target has not."""
    body = getattr(row, "body", None)
    if not isinstance(row, Model) or body is None or not anchors.lacks(body, section):
        return None
    return Target(Answer.NO_SECTION, f"“{section}”, which {called(row)} has not")


def called(row: Model) -> str:
    return f"the {row._meta.verbose_name} “{row}”"
