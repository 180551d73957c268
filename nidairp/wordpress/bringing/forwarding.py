"""Every address that the old site answered at, and a redirect for each that is another one now."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from uuid import UUID, uuid4

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from nidairp.redirects.kinds import of_model
from nidairp.redirects.models import Redirect
from nidairp.redirects.paths import LONGEST, normalised
from nidairp.redirects.variants import variants
from nidairp.redirects.writing import put
from nidairp.wordpress import plain
from nidairp.wordpress.attachments import files_of, sizes_of
from nidairp.wordpress.export.items import Author, Item, Taxon
from nidairp.wordpress.report import Outcome
from nidairp.wordpress.survey import taxon_paths

from .placing import Place, local
from .voyage import NOTE, Made, Voyage

AT_ONCE = 1000
NEWS, FEED = "/news/", "/news/feed/"


@dataclass(frozen=True, slots=True)
class Old:
    """An address of the old site and what it leads to now: a row, a path, or nothing."""

    path: str
    to: Made | str | None
    thing: Item | Author | Taxon | None
    #: What of the kind is not written down, because another redirect covers it.
    covered: bool = False
    #: What somebody should know who looks for what stood there.
    note: str = ""


def old_addresses(voyage: Voyage, places: dict[int, Place]) -> Iterator[Old]:
    for old in _all(voyage, places):
        if old.path and len(normalised(old.path)) <= LONGEST:
            yield old


def _all(voyage: Voyage, places: dict[int, Place]) -> Iterator[Old]:
    for item in voyage.survey.of_type("post", "page"):
        yield from _of_text(voyage, item, places.get(item.number))
    for item in voyage.survey.of_type("attachment"):
        yield from _of_attachment(voyage, item)
    for taxon in voyage.survey.taxa.values():
        yield from _of_taxon(voyage, taxon)
    yield from _of_lists(voyage)


def archives(voyage: Voyage) -> dict[str, str]:
    """What links in texts to the old site's own lists are to lead to."""
    return {normalised(old.path): old.to for old in _of_lists(voyage) if isinstance(old.to, str)}


def _of_lists(voyage: Voyage) -> Iterator[Old]:
    yield from _of_authors(voyage)
    yield from _of_days(voyage)
    yield from _of_feeds(voyage)


def _home(voyage: Voyage) -> str:
    return f"{voyage.survey.site.prefix}/"


def _asked(voyage: Voyage, **values: object) -> str:
    return _home(voyage) + "?" + "&".join(f"{name}={value}" for name, value in values.items())


def path_of(voyage: Voyage, address: str) -> str:
    """The path that an address has on the old site; empty for another site's, and for one with a question."""
    found = voyage.survey.site.local(address) if address else None
    return found.path if found and not found.query else ""


def _of_text(voyage: Voyage, item: Item, place: Place | None) -> Iterator[Old]:
    if item.status in ("draft", "auto-draft", "pending", "trash") or item.number < 0:
        return
    to = voyage.made.get(item.number) if place else voyage.instead.get(item.number)
    permalink = path_of(voyage, item.link)
    if permalink and normalised(permalink) != normalised(_home(voyage)):
        yield Old(permalink, to, item)
        above = permalink.rstrip("/").rpartition("/")[0]
        for slug in item.meta.get("_wp_old_slug", ()):
            yield Old(f"{above}/{unquote(slug)}/", to, item)
    yield Old(_asked(voyage, p=item.number), to, item)
    if item.type == "page":
        yield Old(_asked(voyage, page_id=item.number), to, item)
    guid = path_of(voyage, item.guid)
    if guid and guid != permalink and normalised(guid) != normalised(_home(voyage)):
        yield Old(guid, to, item)


def _of_attachment(voyage: Voyage, item: Item) -> Iterator[Old]:
    made = voyage.made.get(item.number)
    above = voyage.made.get(item.parent)
    shown = above if above and above.model.startswith(("news", "pages")) and not above.hidden else made
    if item.number > 0:
        yield Old(_asked(voyage, attachment_id=item.number), shown or made, item)
    page = path_of(voyage, item.link)
    if page and normalised(page) != normalised(_home(voyage)):
        yield Old(page, shown or made, item)
    for address in files_of(item):
        if path := path_of(voyage, address):
            yield Old(path, made, item)
            for name in sizes_of(item):
                yield Old(f"{path.rpartition('/')[0]}/{name}", made, item, covered=_is_size_of(name, path))


def _is_size_of(name: str, path: str) -> bool:
    return any(near.rpartition("/")[2] == path.rpartition("/")[2] for near in variants(f"/{name}"))


def _of_taxon(voyage: Voyage, taxon: Taxon) -> Iterator[Old]:
    known = {"category": voyage.categories, "post_tag": voyage.tags}.get(taxon.taxonomy, {})
    row = known.get(taxon.slug)
    if row is None or not taxon.line:
        return
    to = Made(row._meta.label_lower, row.pk)
    for path in taxon_paths(voyage.survey, taxon):
        yield Old(path, to, taxon)
        yield Old(f"{path}feed/", f"{row.get_absolute_url()}feed/", taxon)
    if taxon.base:
        return
    if taxon.taxonomy == "category" and taxon.number:
        yield Old(_asked(voyage, cat=taxon.number), to, taxon)
    elif taxon.taxonomy == "post_tag":
        yield Old(_asked(voyage, tag=unquote(taxon.slug)), to, taxon)


def _of_authors(voyage: Voyage) -> Iterator[Old]:
    """There are no pages of those who wrote the news: what they wrote is among all of it."""
    note = "there is no list of what one person wrote"
    for author in voyage.survey.authors.values():
        for nice in dict.fromkeys(filter(None, (plain.nicename(author.login), plain.slug(author.login)))):
            for front in voyage.survey.fronts:
                yield Old(f"{front}/author/{nice}/", NEWS, author, note=note)
                yield Old(f"{front}/author/{nice}/feed/", FEED, author, note=note)
        if author.number:
            yield Old(_asked(voyage, author=author.number), NEWS, author, note=note)


def _of_days(voyage: Voyage) -> Iterator[Old]:
    seen: dict[str, Item] = {}
    for item in voyage.survey.of_type("post"):
        if item.status == "publish":
            day = local(item)
            for form in ("%Y", "%Y/%m", "%Y/%m/%d"):
                seen.setdefault(day.strftime(form), item)
    for path, item in seen.items():
        year, _, rest = path.partition("/")
        to = f"{NEWS}?year={year}" + (f"&month={int(rest[:2])}" if rest else "")
        for front in _fronts_of_days(voyage, item):
            yield Old(f"{front}/{path}/", to, item)
        yield Old(_asked(voyage, m=path.replace("/", "")), to, item)


def _fronts_of_days(voyage: Voyage, item: Item) -> list[str]:
    """Where numbers are articles, days have a word before them."""
    fronts = voyage.survey.fronts
    is_number = path_of(voyage, item.link).rstrip("/").endswith(f"/{item.number}")
    return [*fronts, *(f"{front}/date" for front in fronts)] if is_number else fronts


def _of_feeds(voyage: Voyage) -> Iterator[Old]:
    prefix = voyage.survey.site.prefix
    for path in ("feed/", "feed/atom/", "feed/rss/", "feed/rss2/", "feed/rdf/", "comments/feed/"):
        yield Old(f"{prefix}/{path}", FEED, None)
        if voyage.survey.fronts[-1].endswith("/index.php"):
            yield Old(f"{prefix}/index.php/{path}", FEED, None)
    for kind in ("rss", "rss2", "atom", "rdf"):
        yield Old(_asked(voyage, feed=kind), FEED, None)
    for path in ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml"):
        yield Old(f"{prefix}/{path}", "/sitemap.xml", None)
    if prefix:
        yield Old(_home(voyage), "/", None)
    yield Old(_asked(voyage, feed="tp_pub_rss"), "/publications/feed/", None)
    yield Old(_asked(voyage, feed="tp_pub_bibtex"), "/publications.bib", None)


def bring(voyage: Voyage, addresses: list[Old]) -> set[str]:
    """Writes what is not there, and says what; a redirect that somebody made or changed here stays."""
    wanted: dict[str, Old] = {}
    for old in addresses:
        if old.to and not old.covered:
            wanted.setdefault(normalised(old.path), old)
    present = _own_paths(voyage, [*wanted.values()])
    fresh = [old for path, old in wanted.items() if path not in present]
    written: set[str] = set()
    change = uuid4()
    for start in range(0, len(fresh), AT_ONCE):
        rows = {normalised(old.path): _redirect(old, change) for old in fresh[start : start + AT_ONCE]}
        _leave_known(voyage, rows)
        put(rows.values(), NOTE)
        written |= rows.keys()
        voyage.progress("Redirects", start + AT_ONCE, len(fresh))
    return written


def _redirect(old: Old, change: UUID) -> Redirect:
    return Redirect(
        old_path=normalised(old.path), note=NOTE, change=change, created_at=timezone.now(), **_target(old)
    )


def _leave_known(voyage: Voyage, rows: dict[str, Redirect]) -> None:
    for known in Redirect.objects.at(*rows):
        if _leads(known) == _leads(rows[known.old_path]):
            del rows[known.old_path]
        elif known.note != NOTE:
            del rows[known.old_path]
            message = "There is a redirect for it here, which leads elsewhere: it is left."
            voyage.report.add(Outcome.CONFLICT, "address", known.old_path, message)


def _leads(row: Redirect) -> tuple[int | None, int | None, str]:
    return row.content_type_id, row.object_id, row.address  # type: ignore[attr-defined]


def _own_paths(voyage: Voyage, addresses: list[Old]) -> set[str]:
    """Old addresses that are also the new ones."""
    pks: dict[str, set[int]] = {}
    for old in addresses:
        if isinstance(old.to, Made) and "?" not in old.path:
            pks.setdefault(old.to.model, set()).add(old.to.pk)
    found = {f"{old.to}" for old in addresses if isinstance(old.to, str)}
    for label in pks.keys() & {"pages.page", "news.post"}:
        kind = of_model(apps.get_model(label))
        asked = sorted(pks[label])
        for start in range(0, len(asked), AT_ONCE):
            for row in kind.all_rows().filter(pk__in=asked[start : start + AT_ONCE]).defer("body"):
                found.add(normalised(row.get_absolute_url()))
    return found


def _target(old: Old) -> dict[str, object]:
    if isinstance(old.to, Made):
        kind = ContentType.objects.get_for_model(apps.get_model(old.to.model))
        return {"content_type": kind, "object_id": old.to.pk, "address": ""}
    return {"content_type": None, "object_id": None, "address": old.to}
