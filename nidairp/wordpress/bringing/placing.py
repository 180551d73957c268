"""Where each post and page is to stand, and whether the public sees it; decided for all before one is
written.

So every text knows the number of whatever it links to, and a page the path of those above it.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.timezone import make_aware

from news.models import Post
from nidairp.editing.models import Edited
from nidairp.pages.models import RESERVED, Page
from nidairp.redirects.live import FIXED, live
from nidairp.redirects.paths import normalised
from nidairp.wordpress import plain
from nidairp.wordpress.export.items import Item
from nidairp.wordpress.report import Outcome
from publications.importing.bulk import reserve

from .origins import there
from .terms import main_category
from .voyage import Made, Voyage

State = Edited.State
PASSWORD = "It was protected by a password: it is a draft here, which nobody outside can read."
PRIVATE = "It was private: it is a draft here, which nobody outside can read."
WAS_HOME = (
    "It was the home page there. The home page here is made of the news: this is the page /{}/, "
    "whose text you may put where it belongs."
)
TRASH = "It was in the trash: it is unpublished here."


@dataclass(slots=True)
class Place:
    item: Item
    model: type[Edited]
    pk: int
    is_new: bool
    slug: str
    state: str
    publish_at: datetime.datetime | None = None
    why: str = ""
    category: Any = None
    parent: int | None = None
    path: str = ""


def place(voyage: Voyage) -> dict[int, Place]:
    found: dict[int, Place] = {}
    for kind, model in (("post", Post), ("page", Page)):
        items = list(voyage.survey.of_type(kind))
        if model is Page:
            items = [item for item in _parents_first(voyage, items) if not _is_part_of_site(voyage, item)]
        known = {item.number: voyage.origins.pk(kind, item.number, model) for item in items}
        standing = there(model, [pk for pk in known.values() if pk])
        fresh = iter(reserve(model, sum(pk is None for pk in known.values())))
        slugs = _Posts(voyage) if model is Post else _Pages(voyage, found)
        for item in items:
            pk = known[item.number]
            if pk and pk not in standing:
                voyage.tell(
                    Outcome.SKIPPED,
                    item,
                    kind,
                    item.title,
                    "It was brought over before and deleted here since.",
                )
                continue
            state, publish_at, why = state_of(item)
            placed = Place(item, model, pk or next(fresh), pk is None, "", state, publish_at, why)
            slugs.fit(placed)
            found[item.number] = placed
            is_hidden = state != State.PUBLISHED
            voyage.made[item.number] = Made(model._meta.label_lower, placed.pk, is_hidden)
    return found


def state_of(item: Item) -> tuple[str, datetime.datetime | None, str]:
    """What is hidden there is hidden here, whatever else is said of it."""
    if item.password:
        return State.DRAFT, None, PASSWORD
    moment = utc(item)
    if item.status == "future" and moment > timezone.now():
        return State.SCHEDULED, moment, ""
    if item.status in ("publish", "future"):
        return State.PUBLISHED, None, ""
    if item.status == "trash":
        return State.WITHDRAWN, None, TRASH
    return State.DRAFT, None, PRIVATE if item.status == "private" else ""


def local(item: Item) -> datetime.datetime:
    """The date as the old site showed it."""
    found = plain.moment(item.date) or plain.moment(item.date_gmt) or plain.day_of_mail(item.published)
    return found or timezone.localtime().replace(tzinfo=None)


def utc(item: Item) -> datetime.datetime:
    found = plain.moment(item.date_gmt)
    return found.replace(tzinfo=datetime.UTC) if found else make_aware(local(item))


class _Posts:
    def __init__(self, voyage: Voyage) -> None:
        self._voyage = voyage
        rows = Post.objects.values_list("category_id", "slug", "pk")
        self._taken = {(category, slug): pk for category, slug, pk in rows.iterator(chunk_size=5000)}
        self._own = {pk: slug for (_, slug), pk in self._taken.items()}

    def fit(self, placed: Place) -> None:
        item = placed.item
        placed.category = self._voyage.categories[main_category(self._voyage, item)]
        base = _slug(item, 180)
        placed.slug = _free(
            _bases(item, 180), self._own.get(placed.pk, ""), lambda slug: self._is_free(placed, slug)
        )
        self._taken[placed.category.pk, placed.slug] = placed.pk
        if placed.slug != base and placed.is_new:
            message = f"Another article of the category has the slug “{base}”: it is at “{placed.slug}”."
            self._voyage.tell(Outcome.DOUBTFUL, item, "post", item.title, message)

    def _is_free(self, placed: Place, slug: str) -> bool:
        return self._taken.get((placed.category.pk, slug), placed.pk) == placed.pk


class _Pages:
    def __init__(self, voyage: Voyage, placed: dict[int, Place]) -> None:
        self._voyage, self._placed = voyage, placed
        self._taken = dict(Page.objects.values_list("path", "pk"))
        self._own = {pk: path.rpartition("/")[2] for path, pk in self._taken.items()}

    def fit(self, placed: Place) -> None:
        item = placed.item
        above = self._placed.get(item.parent)
        if item.parent and (above is None or above.model is not Page):
            message = f"The page above it (number {item.parent}) is not there: it stands at the top."
            self._voyage.tell(Outcome.DOUBTFUL, item, "page", item.title, message)
            above = None
        before = f"{above.path}/" if above else ""
        base = _slug(item, 90)
        placed.parent = above.pk if above else None
        placed.slug = _free(
            _bases(item, 90), self._own.get(placed.pk, ""), lambda slug: self._is_free(placed, before, slug)
        )
        placed.path = f"{before}{placed.slug}"[:500]
        self._taken[placed.path] = placed.pk
        if placed.is_new and _was_home(self._voyage, item):
            self._voyage.tell(Outcome.DOUBTFUL, item, "page", item.title, WAS_HOME.format(placed.path))
        if placed.slug != base and placed.is_new:
            message = f"The address /{before}{base}/ is taken: it is at /{placed.path}/."
            self._voyage.tell(Outcome.DOUBTFUL, item, "page", item.title, message)

    def _is_free(self, placed: Place, before: str, slug: str) -> bool:
        if not before and slug in RESERVED:
            return False
        return self._taken.get(f"{before}{slug}", placed.pk) == placed.pk


def _was_home(voyage: Voyage, item: Item) -> bool:
    found = voyage.survey.site.local(item.link) if item.link and item.status == "publish" else None
    home = normalised(f"{voyage.survey.site.prefix}/")
    return found is not None and not found.query and normalised(found.path) == home


def _bases(item: Item, longest: int) -> list[str]:
    """What its slug may be made of: as it is made now, and as it was before Greek letters had names."""
    return [_slug(item, longest), _slug(item, longest, names_greek=False)]


def _slug(item: Item, longest: int, *, names_greek: bool = True) -> str:
    name = re.sub(r"__trashed(?:-\d+)?$", "", item.slug)
    return (
        plain.slug(name, longest, names_greek=names_greek)
        or plain.slug(plain.text(item.title), longest, names_greek=names_greek)
        or f"{item.type}-{abs(item.number)}"
    )


def _free(bases: list[str], own: str, is_free: Any) -> str:
    """The one that it has, if that was made of the same; else the first that nobody has."""
    of_the_same = any(re.fullmatch(rf"{re.escape(base)}(?:-\d+)?", own) for base in bases)
    if own and of_the_same and is_free(own):
        return own
    base = slug = bases[0]
    number = 1
    while not is_free(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def _parents_first(voyage: Voyage, items: list[Item]) -> list[Item]:
    """In a circle of parents, one of them stands at the top."""
    pages = {item.number: item for item in items}
    done: dict[int, Item] = {}
    for item in items:
        line: list[Item] = []
        above: Item | None = item
        while above is not None and above.number not in done and above not in line:
            line.append(above)
            above = pages.get(above.parent)
        if above is not None and above in line:
            message = "It stands below itself: it is put at the top."
            voyage.tell(Outcome.DOUBTFUL, line[-1], "page", line[-1].title, message)
            line[-1].parent = 0
        done.update({one.number: one for one in reversed(line)})
    return list(done.values())


def _is_part_of_site(voyage: Voyage, item: Item) -> bool:
    """An empty page at an address where the site itself has something, such as the list of all articles."""
    path = _place_of_list(voyage, item)
    if not path:
        return False
    voyage.instead[item.number] = path
    voyage.tell(
        Outcome.SKIPPED, item, "page", item.title, f"It is empty, and the site has {path} of its own."
    )
    return True


def _place_of_list(voyage: Voyage, item: Item) -> str:
    """By its own address, or by the one that it would have here: that of news may be below a folder."""
    if "_bare" not in item.meta:
        return ""
    if item.slug and item.slug == voyage.options.posts_page:
        return "/news/"
    target = voyage.survey.site.local(item.link) if item.link else None
    paths = [normalised(target.path)] if target and not target.query else []
    paths += [] if item.parent else [f"/{_slug(item, 90)}/"]
    return next((path for path in paths if path != "/" and live([path]).get(path) is FIXED), "")
