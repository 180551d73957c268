"""Pages are checked like every text, and for an address that is free."""

from collections.abc import Iterator

from nidairp.quality.checks import CHECKS, Finding
from nidairp.quality.checks.finding import rule
from nidairp.quality.checks.subject import Subject
from nidairp.quality.kinds import Kind, Rows, register

from .models import Page

TAKEN = rule(
    "page-address",
    "Another page has this address",
    "Visitors can reach only one of them there.",
    "Choose another slug, or another place in the tree of pages.",
    blocks=True,
    beforehand=True,
)


def check_address(subject: Subject) -> Iterator[Finding]:
    other = subject.facts["same_address"]
    if other:
        yield Finding(TAKEN, f"It belongs to “{other}”", "slug")


@register
class PageKind(Kind):
    model = Page
    checks = (*CHECKS, check_address)

    def facts(self, page: Page, rows: Rows | None = None) -> dict[str, object]:
        if page.pk and rows is None:
            return {"same_address": ""}  # the database holds each address once
        there = Page.objects.filter(parent=page.parent_id, slug=page.slug).exclude(pk=page.pk)
        return {"same_address": str(there.first() or "")}
