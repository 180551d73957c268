"""A post or a page as it is to be: a row and the rows below it, in memory, and whether it changed."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from news.models import CitedPublication, FurtherCategory, Post, PostTag
from nidairp.editing import anchors, snapshot
from nidairp.editing.body import sanitize
from nidairp.editing.models import Edited
from nidairp.pages.models import Page
from nidairp.wordpress import plain
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.text.converting import converted

from .meaning import Asking
from .origins import digest
from .placing import Place, local, utc
from .terms import further_categories, tags_of
from .voyage import Voyage

#: What is written of each, and so what counts as edited here when it is no longer so.
WRITTEN = {
    Post: "title slug category_id date summary body figure_id figure_alt figure_caption".split(),
    Page: "title slug parent_id position summary body".split(),
}
_CITED, _LISTS = "citedpublication_set", "publication_lists"


@dataclass(slots=True)
class Built:
    place: Place
    row: Any
    below: dict[str, list[Model]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest_of(self.row, self.below)


def digest_of(row: Edited, below: dict[str, list[Any]]) -> str:
    values = {name: str(getattr(row, name)) for name in WRITTEN[type(row)]}
    rows = {name: [_said(one) for one in several] for name, several in below.items()}
    return digest([values, rows, row.state, row.publish_at])


def _said(row: Any) -> list[str]:
    names = (
        "publication_id category_id tag_id author_id entry_type first_year last_year shown heading".split()
    )
    return [str(getattr(row, name, "")) for name in names]


def standing(row: Edited) -> dict[str, list[Any]]:
    """The rows below one that is in the database, as ``Built`` has them."""
    if isinstance(row, Post):
        tags = sorted(row.posttag_set.all(), key=lambda one: one.tag_id)
        further = sorted(row.further.all(), key=lambda one: one.category_id)
        return {_CITED: list(row.citedpublication_set.all()), "further": further, "posttag_set": tags}
    return {_LISTS: list(row.publication_lists.all())}


def build(voyage: Voyage, place: Place, item: Item) -> Built:
    asking = Asking(voyage, place.item, is_page=place.model is Page)
    body = converted(item.content, asking.context())
    item.title = item.title or ""
    make = _post if place.model is Post else _page
    built = make(voyage, place, item, body, asking)
    _settle(voyage, built, item)
    return built


def _title(item: Item, longest: int) -> str:
    day = local(item)
    return plain.title(item.title, longest) or f"Untitled, {day:%B} {day.day}, {day.year}"


def _summary(item: Item) -> str:
    about = next(
        (item.value(key) for key in ("_yoast_wpseo_metadesc", "rank_math_description") if item.value(key)), ""
    )
    return plain.text(item.excerpt or ("" if "%%" in about else about), 1000)


def _post(voyage: Voyage, place: Place, item: Item, body: str, asking: Asking) -> Built:
    post = Post(
        pk=place.pk,
        title=_title(item, 300),
        slug=place.slug,
        category=place.category,
        date=local(item).date(),
        summary=_summary(item),
        body=anchors.linked(sanitize(body)),
    )
    _add_figure(voyage, post, item)
    below: dict[str, list[Model]] = {
        _CITED: [
            CitedPublication(post=post, publication_id=pk, position=at) for at, pk in enumerate(asking.cited)
        ],
        "further": [
            FurtherCategory(post=post, category=category)
            for category in sorted(further_categories(voyage, place.item), key=lambda one: one.pk)
        ],
        "posttag_set": sorted(
            (PostTag(post=post, tag=tag) for tag in tags_of(voyage, place.item)),
            key=lambda one: one.tag_id,
        ),
    }
    return Built(place, post, below)


def _add_figure(voyage: Voyage, post: Post, item: Item) -> None:
    picture = _featured(voyage, item)
    if picture is None:
        return
    post.figure_id, post.figure_caption = picture.pk, picture.caption
    post.figure_alt = picture.alt or plain.text(picture.caption or item.title, 500)
    if not picture.alt:
        message = "Its figure had no alternative text: the caption or the title stands in for it. Write one."
        voyage.tell(Outcome.DOUBTFUL, item, "post", item.title, message)


def _featured(voyage: Voyage, item: Item):
    number = item.value("_thumbnail_id")
    if not number.isdigit() or number == "0":
        return None
    picture = voyage.pictures.get(int(number))
    if picture is None:
        voyage.tell(
            Outcome.LOST,
            item,
            item.type,
            item.title,
            f"Its featured image (number {number}) is not in the library.",
        )
    return picture


def _page(voyage: Voyage, place: Place, item: Item, body: str, asking: Asking) -> Built:
    picture = _featured(voyage, item)
    if picture and f'data-image="{picture.pk}"' not in body:
        caption = (
            f"<figcaption>{asking.caption(int(item.value('_thumbnail_id')))}</figcaption>"
            if picture.caption
            else ""
        )
        body = (
            f'<figure><img data-image="{picture.pk}" alt="{plain.text(picture.alt)}">{caption}</figure>{body}'
        )
    page = Page(
        pk=place.pk,
        title=_title(item, 200),
        slug=place.slug,
        parent_id=place.parent,
        path=place.path,
        position=min(item.order, 32_000),
        summary=_summary(item),
        body=anchors.linked(sanitize(body)),
    )
    for one in asking.lists:
        one.page = page
    return Built(place, page, {_LISTS: list(asking.lists)})


def _settle(voyage: Voyage, built: Built, item: Item) -> None:
    """State, moments and who wrote it."""
    row, place = built.row, built.place
    row.state, row.publish_at = place.state, place.publish_at
    row.created_by = voyage.users.get(item.author)
    row.created_at = utc(item)
    changed = plain.moment(item.modified_gmt)
    row.updated_at = changed.replace(tzinfo=row.created_at.tzinfo) if changed else row.created_at
    if row.state == Edited.State.PUBLISHED:
        row.published_at = row.created_at
    if item.status == "pending" and not item.password:
        row.submitted_at, row.submitted_by = row.updated_at, row.created_by


def content_of(built: Built) -> snapshot.Content:
    return snapshot.take(
        built.row, {name: built.below.get(name, []) for name in snapshot.accessors(built.row)}
    )
