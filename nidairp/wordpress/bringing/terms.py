"""Categories and tags. A category keeps its place below another; one that is here is taken as it is."""

from typing import Any

from django.urls import Resolver404, resolve, reverse

from news.models import Category, Tag
from nidairp.wordpress import plain
from nidairp.wordpress.export.items import Item, Taxon
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.survey import lineage

from .origins import digest
from .voyage import Voyage

NO_CATEGORY = "uncategorized"
CONFLICT = "It was changed there and edited here since, or its new name is taken: it is left as it is here."


def bring(voyage: Voyage) -> None:
    survey = voyage.survey
    if any(not survey.labels(item, "category") for item in survey.of_type("post")):
        survey.taxa.setdefault(
            ("category", NO_CATEGORY), Taxon(0, "category", NO_CATEGORY, name="Uncategorized")
        )
    categories = [one for one in survey.taxa.values() if one.taxonomy == "category"]
    for taxon in sorted(categories, key=lambda one: len(lineage(survey, one))):
        voyage.categories[taxon.slug] = _category(voyage, taxon)
    for taxon in survey.taxa.values():
        if taxon.taxonomy == "post_tag":
            voyage.tags[taxon.slug] = tag(voyage, taxon)


def _category(voyage: Voyage, taxon: Taxon) -> Category:
    above = voyage.categories.get(taxon.parent) if taxon.parent != taxon.slug else None
    name = plain.text(taxon.name or taxon.slug, 100)
    known, slug = _known(voyage, "category", taxon, Category), _category_slug(taxon)
    others = Category.objects.filter(name=name).exclude(pk=known.pk if known else 0).exclude(slug=slug)
    if others.exists():
        name = plain.shortened(f"{name} ({above.name if above else slug})", 100)
    wanted = {"name": name, "description": plain.text(taxon.description), "parent": above}
    if known:
        return _again(voyage, "category", taxon, known, wanted)
    if found := Category.objects.filter(slug=slug).first():
        message = "It is here already: its articles are put into it."
        voyage.tell(Outcome.SKIPPED, taxon, "category", name, message)
        voyage.origins.note("category", taxon.slug, found)
        return found
    made = Category.objects.create(slug=slug, **wanted)
    voyage.tell(Outcome.MADE, taxon, "category", name, address=made.get_absolute_url())
    voyage.origins.note("category", taxon.slug, made, _says(made, wanted))
    return made


def _again(voyage: Voyage, kind: str, taxon: Taxon, row: Any, wanted: dict[str, Any]) -> Any:
    """What was renamed there is renamed here, unless somebody has done so here; so with its description."""
    origin, before = voyage.origins.of(kind, taxon.slug), _says(row, wanted)
    now = _says(type(row)(**wanted), wanted)
    if origin is None or not origin.digest or now in (origin.digest, before):
        voyage.tell(Outcome.UNCHANGED, taxon, kind, row.name)
    elif before != origin.digest or _is_taken(row, wanted["name"]):
        voyage.tell(Outcome.CONFLICT, taxon, kind, row.name, CONFLICT, row.get_absolute_url())
        return row
    else:
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()
        voyage.tell(Outcome.CHANGED, taxon, kind, row.name, address=row.get_absolute_url())
    voyage.origins.note(kind, taxon.slug, row, now if origin and origin.digest else "")
    return row


def _says(row: Any, wanted: dict[str, Any]) -> str:
    names = ["parent_id" if name == "parent" else name for name in wanted]
    return digest([getattr(row, name) for name in names])


def _is_taken(row: Any, name: str) -> bool:
    return bool(type(row).objects.filter(name=name).exclude(pk=row.pk).exists())


def _category_slug(taxon: Taxon) -> str:
    """One that leads to the list of a category, and to no other part of the news."""
    slug = plain.slug(taxon.slug) or f"category-{taxon.number or 'one'}"
    try:
        fits = resolve(reverse("news:category", args=[slug])).view_name == "news:category"
    except Resolver404:
        fits = False
    return slug if fits and not _is_part(slug) else f"{slug}-news"


def _is_part(slug: str) -> bool:
    """Whether lists of another kind stand below this address."""
    try:
        return resolve(f"/news/{slug}/x/").view_name != "news:post"
    except Resolver404:
        return True


def tag(voyage: Voyage, taxon: Taxon) -> Tag:
    name = plain.text(taxon.name or taxon.slug, 100)
    wanted = {"name": name, "description": plain.text(taxon.description)}
    if known := _known(voyage, "tag", taxon, Tag):
        return _again(voyage, "tag", taxon, known, wanted)
    slug = plain.slug(taxon.slug) or f"tag-{taxon.number or len(voyage.tags) + 1}"
    if found := Tag.objects.filter(slug=slug).first() or Tag.objects.filter(name=name).first():
        voyage.tell(Outcome.SKIPPED, taxon, "tag", name, "A tag of this name is here already.")
        voyage.origins.note("tag", taxon.slug, found)
        return found
    made = Tag.objects.create(slug=slug, **wanted)
    voyage.tell(Outcome.MADE, taxon, "tag", name, address=made.get_absolute_url())
    voyage.origins.note("tag", taxon.slug, made, _says(made, wanted))
    return made


def _known(voyage: Voyage, kind: str, taxon: Taxon, model: type) -> Category | Tag | None:
    pk = voyage.origins.pk(kind, taxon.slug, model)
    return model.objects.filter(pk=pk).first() if pk else None


def main_category(voyage: Voyage, item: Item) -> str:
    """The slug of the one category under which an article has its address."""
    slugs = [label.slug for label in voyage.survey.labels(item, "category")]
    known = [slug for slug in slugs if slug in voyage.categories] or [NO_CATEGORY]
    for key in ("_yoast_wpseo_primary_category", "rank_math_primary_category"):
        taxon = voyage.survey.taxon("category", int(item.value(key))) if item.value(key).isdigit() else None
        if taxon and taxon.slug in known:
            return taxon.slug
    return min(known, key=lambda slug: _rank(voyage, slug, item))


def _rank(voyage: Voyage, slug: str, item: Item) -> tuple[bool, bool, int, int]:
    """Named in the permalink first; a part before the whole; as WordPress does, the oldest."""
    taxon = voyage.survey.taxa["category", slug]
    depth = len(lineage(voyage.survey, taxon))
    return slug == NO_CATEGORY, f"/{slug}/" not in item.link, -depth, taxon.number


def tags_of(voyage: Voyage, item: Item) -> list[Tag]:
    labels = voyage.survey.labels(item, "post_tag")
    found = [voyage.tags[label.slug] for label in labels if label.slug in voyage.tags]
    return list({one.pk: one for one in found}.values())


def further_categories(voyage: Voyage, item: Item) -> list[Category]:
    """Those besides the main one; what the main one is a part of lists the article anyway."""
    survey = voyage.survey
    main = main_category(voyage, item)
    above = {one.slug for one in lineage(survey, survey.taxa["category", main])}
    slugs = [label.slug for label in survey.labels(item, "category")]
    wanted = [slug for slug in slugs if slug in voyage.categories and slug not in {NO_CATEGORY, *above}]
    found = {voyage.categories[slug].pk: voyage.categories[slug] for slug in wanted}
    found.pop(voyage.categories[main].pk, None)
    return list(found.values())
