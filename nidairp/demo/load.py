"""Makes what is missing of the demonstration content, and leaves alone what is there.

All of it goes through the doors that editors use: publications through the import, menu items
through the tree's own functions, texts through the sanitizer of ``save()``.
"""

import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from news.models import Category, CitedPublication, Post
from nidairp.demo import content, figures, making, talks
from nidairp.library import keeping
from nidairp.library.models import Image
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Contact, Page, PublicationList, Question, WayIn
from nidairp.people.models import Person
from publications.bibtex.parse import read
from publications.importing import batch
from publications.models import Author, Publication


def is_empty() -> bool:
    """Whether nobody has put anything on the site yet; the empty menus come with the migrations."""
    items = MenuItem.objects.filter(parent__isnull=False)
    return not any(rows.exists() for rows in (Page.objects, Post.objects, Publication.objects, items))


@transaction.atomic
def load() -> dict[str, int]:
    """Says how much of each kind was made."""
    return {
        "pages": sum(_page(document) for document in content.documents("pages")),
        "categories": sum(_category(*numbered) for numbered in enumerate(content.categories())),
        "publications": _publications(),
        "people": sum(_person(*numbered) for numbered in enumerate(content.people()["person"])),
        "publication lists": sum(_list(values) for values in content.people()["list"]),
        "posts": sum(_post(document) for document in content.documents("posts")),
        "ways in": _ways_in(),
        "in the making": making.load(),
        "menu items": sum(_menu(*menu) for menu in content.menus().items()),
    }


def _page(document: content.Document) -> bool:
    above, _, slug = document.place.rpartition("/")
    if Page.objects.filter(path=document.place).exists():
        return False
    parent = Page.objects.get(path=above) if above else None
    header = dict(document.header)
    below = {Question: header.pop("questions", []), Contact: header.pop("contacts", [])}
    page = Page.objects.create(
        slug=slug, parent=parent, body=document.body, state=Page.State.PUBLISHED, **header
    )
    for model, rows in below.items():
        for position, values in enumerate(rows):
            model.objects.create(page=page, position=position, **values)
    return True


def _category(position: int, values: dict[str, str]) -> bool:
    _, made = Category.objects.get_or_create(slug=values["slug"], defaults={**values, "position": position})
    return made


def _publications() -> int:
    name, data = content.bibliography()
    keys = [entry.key for entry in read(data).entries]
    before = Publication.objects.count()
    if Publication.objects.filter(citation_key__in=keys).count() < len(keys):
        batch.apply(batch.stage([(name, data)], update=False))
    return Publication.objects.count() - before


def _person(order: int, values: dict[str, Any]) -> bool:
    author = Author.objects.get(slug=values["author"])
    if Person.objects.filter(author=author).exists():
        return False
    author.orcid, author.affiliation = values.get("orcid", ""), values["affiliation"]
    author.save()
    person = Person(author=author, order=order)
    for name in ("name", "position", "email", "biography"):
        setattr(person, name, values.get(name, ""))
    if portrait := values.get("portrait"):
        person.photo_alt = "Drawing of a head and shoulders, in place of a photo"
        person.photo = _image(portrait, person.photo_alt)
    person.save()
    person.pages.set(Page.objects.filter(path__in=values["pages"]))
    return True


def _list(values: dict[str, Any]) -> bool:
    page = Page.objects.get(path=values["page"])
    if page.publication_lists.exists():
        return False
    PublicationList.objects.create(**{**values, "page": page})
    return True


def _post(document: content.Document) -> bool:
    """The place is ``category/YYYY-MM-DD-slug``."""
    category, _, name = document.place.partition("/")
    date, slug = datetime.date.fromisoformat(name[:10]), name[11:]
    if Post.objects.filter(category__slug=category, slug=slug).exists():
        return False
    header = dict(document.header)
    cited, figure = header.pop("publications", []), header.pop("figure", "")
    announced = header.pop("events", [])
    post = Post(slug=slug, date=date, body=document.body, state=Post.State.PUBLISHED, **header)
    post.category = Category.objects.get(slug=category)
    if figure:
        post.figure = _image(figure, header["figure_alt"])
    post.save()
    _cite(post, cited)
    talks.announce(post, announced)
    return True


def _image(name: str, shows: str) -> Image:
    file = ContentFile(figures.draw(name), f"{name}.png")
    found = Image.objects.filter(checksum=keeping.checksum(file)).first()
    if found:
        return found
    image = Image(description=shows, credit="NIDA IRP, drawn for this demonstration")
    image.take(file)
    image.save()
    return image


def _cite(post: Post, keys: list[str]) -> None:
    found = Publication.objects.in_bulk(keys, field_name="citation_key")
    CitedPublication.objects.bulk_create(
        CitedPublication(post=post, publication=found[key], position=position)
        for position, key in enumerate(keys)
    )


def _ways_in() -> int:
    """Only where nobody has made any."""
    if WayIn.objects.exists():
        return 0
    wanted = content.ways_in()
    for position, values in enumerate(wanted):
        page = Page.objects.get(path=values["page"]) if "page" in values else None
        WayIn.objects.create(position=position, **{**values, "page": page})
    return len(wanted)


def _menu(location: str, entries: list[dict[str, Any]]) -> int:
    """Fills an empty menu. One that has items is somebody's work already."""
    root = MenuItem.objects.menu(location)
    return 0 if root.get_children().exists() else _items(root, entries)


def _items(parent: MenuItem, entries: list[dict[str, Any]]) -> int:
    made = 0
    for entry in entries:
        item = tree.add(parent, entry["title"], **_target(entry))
        made += 1 + _items(item, entry.get("items", []))
    return made


def _target(entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry of ``menus.toml`` points at, as the item's field."""
    if "page" in entry:
        return {"page": Page.objects.get(path=entry["page"])}
    if "category" in entry:
        return {"category": Category.objects.get(slug=entry["category"])}
    return {"address": entry["address"]}
