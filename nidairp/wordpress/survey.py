"""What the export holds as a whole, without its texts: who is whose parent, what stood where, what is twice
there.

The first of two walks through the file; the second, which knows all this, converts the texts one by one.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from . import navigations, plain
from .addresses import Index, OldSite, Target
from .attachments import files_of, sizes_of
from .export.items import Author, Channel, Item, Label, Problem, Taxon
from .export.reading import read
from .fronts import front
from .uploads import Uploads
from .wishes import Wishes

#: The custom fields that mean something here.
META = (
    "_wp_attached_file _wp_attachment_metadata _wp_attachment_backup_sizes _wp_attachment_image_alt "
    "_thumbnail_id _wp_old_slug _menu_item_type _menu_item_object _menu_item_object_id "
    "_menu_item_menu_item_parent _menu_item_url footnotes "
    "_yoast_wpseo_primary_category rank_math_primary_category _yoast_wpseo_metadesc rank_math_description"
).split()
#: Parts of a theme and of the program itself.
OWN = frozenset(
    "custom_css customize_changeset oembed_cache user_request wp_global_styles wp_template wp_template_part "
    "wp_font_family wp_font_face wp_navigation feedback safecss jp_img_sitemap jp_sitemap jp_sitemap_master "
    "jp_vid_sitemap amp_validated_url scheduled-action wpcf7_contact_form acf-field acf-field-group".split()
)
#: What a page may hold without saying anything: tags, comments, and a list of all publications.
_SAYS = re.compile(r"<[^<>]*>|&nbsp;|\[(?:tplist|tpcloud|tpsearch|tppublist)\b[^\[\]]*\]")
#: Custom fields of WordPress and its companions that say nothing to people: of the editor, of what was sent.
_SILENT = re.compile(
    r"_edit_|_wp_(?:attach|page_template|old_date|trash|desired|suggested)|_menu_item|_pingme|_encloseme|"
    r"_oembed|_thumbnail_id$|_publicize|_jetpack|_elementor_css|_format_|_customize|rank_math_|_yoast_wpseo_"
)
TAXONOMIES = ("category", "post_tag", "nav_menu")
#: Of the theme, of the program, of companions for several languages.
OWN_TAXONOMIES = frozenset(
    "post_format link_category wp_theme wp_template_part_area wp_pattern_category language post_translations "
    "term_language term_translations elementor_library_type".split()
)
#: Of more, the rest is not told apart.
MOST_FIELDS = 1000
MOST_MENUS = 100
HELD = {"post", "page", "attachment", "nav_menu_item", "revision", "wp_block"}


@dataclass(slots=True)
class Survey:
    wishes: Wishes = field(default_factory=Wishes)
    channel: Channel = field(default_factory=Channel)
    site: OldSite = field(default_factory=lambda: OldSite(""))
    authors: dict[str, Author] = field(default_factory=dict)
    taxa: dict[tuple[str, str], Taxon] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    revisions: dict[int, list[int]] = field(default_factory=dict)
    reusable: dict[int, str] = field(default_factory=dict)
    attached: dict[int, list[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Item] = field(default_factory=list)
    #: What its lists have before them: its folder, and perhaps more.
    fronts: list[str] = field(default_factory=list)
    index: Index = field(default_factory=lambda: Index(OldSite("")))
    guids: dict[str, int] = field(default_factory=dict)
    navigations: list[Item] = field(default_factory=list)
    uploads: Uploads = field(default_factory=Uploads)
    #: Custom fields that have no place here: how many items have each, and the first of them.
    fields: dict[str, tuple[int, Item]] = field(default_factory=dict)
    #: So of taxonomies.
    unknown: dict[str, tuple[int, Item]] = field(default_factory=dict)

    def of_type(self, *types: str) -> Iterator[Item]:
        return (item for item in self.items.values() if item.type in types)

    def taxon(self, taxonomy: str, number: int) -> Taxon | None:
        return next(
            (
                one
                for one in self.taxa.values()
                if one.number == number and taxonomy == (one.base or one.taxonomy)
            ),
            None,
        )

    def labels(self, item: Item, taxonomy: str) -> list[Label]:
        return [label for label in item.labels if label.taxonomy == taxonomy]


def survey(files: Iterable[Path], wishes: Wishes, progress: Callable[[int], None]) -> Survey:
    found = Survey(wishes)
    for path in files:
        for one in items_of(path, progress):
            _take(found, one)
    _settle(found)
    return found


def items_of(
    path: Path, progress: Callable[[int], None]
) -> Iterator[Author | Channel | Item | Problem | Taxon]:
    """What one file holds, each with the file's name; ``progress`` is told bytes."""
    with path.open("rb") as stream:
        last = place = 0
        for one in read(stream):
            if isinstance(one, Item):
                one.place = place = place + 1
            if not isinstance(one, Channel | Problem):
                one.file = path.name
            yield one._replace(file=path.name) if isinstance(one, Problem) else one
            progress(stream.tell() - last)
            last = stream.tell()


def _take(found: Survey, one: Author | Channel | Item | Problem | Taxon) -> None:
    if isinstance(one, Problem):
        found.problems.append(one)
    elif isinstance(one, Channel):
        found.channel = found.channel if found.channel.link else one
    elif isinstance(one, Author):
        found.authors.setdefault(one.login, one)
    elif isinstance(one, Taxon):
        if its := found.wishes.taxonomies.get(one.taxonomy):
            one.taxonomy, one.base = its, one.taxonomy
        found.taxa.setdefault((one.taxonomy, one.slug), one)
    else:
        _take_item(found, one)


def _take_item(found: Survey, item: Item) -> None:
    item.type = found.wishes.kinds.get(item.type, item.type)
    _count_fields(found, item)
    if item.type == "wp_navigation" and item.status == "publish" and len(found.navigations) < MOST_MENUS:
        found.navigations.append(item)
        return
    if item.type not in HELD:
        found.skipped.append(_light(item))
        return
    found.uploads.look(item)
    if item.type == "wp_block":
        found.reusable[item.number] = item.content
        return
    number = _number(found, item)
    if number is None:
        return
    found.numbers[item.file, item.place] = number
    if item.type == "revision":
        found.revisions.setdefault(item.parent, []).append(number)
    if item.type == "attachment" and item.parent:
        found.attached.setdefault(item.parent, []).append(number)
    item.labels = [_label(found, item, label) for label in item.labels]
    found.items[number] = replace(_light(item), number=number)


def _label(found: Survey, item: Item, label: Label) -> Label:
    its = found.wishes.taxonomies.get(label.taxonomy, label.taxonomy)
    if its in TAXONOMIES:
        base = label.taxonomy if its != label.taxonomy else ""
        taxon = Taxon(item.line, its, label.slug, name=label.name, file=item.file, base=base)
        found.taxa.setdefault((its, label.slug), taxon)
    elif its != "skip" and its not in OWN_TAXONOMIES:
        count, first = found.unknown.get(its) or (0, _light(item))
        found.unknown[its] = count + 1, first
    return label._replace(taxonomy=its)


def _count_fields(found: Survey, item: Item) -> None:
    if item.type == "revision" or item.type in OWN:
        return
    for key, values in item.meta.items():
        known = key in META or _SILENT.match(key) or not any(values)
        if known or (key not in found.fields and len(found.fields) >= MOST_FIELDS):
            continue
        count, first = found.fields.get(key) or (0, replace(_light(item), meta={key: [values[0][:200]]}))
        found.fields[key] = count + 1, first


def _number(found: Survey, item: Item) -> int | None:
    """Its own; one below zero where it has none or another item has it; None for what stands there twice."""
    before = found.items.get(item.number)
    if before and _identity(before) == _identity(item):
        _doubt(found, item, f"stands at line {before.line}, too: it is taken once.")
        return None
    if before:
        _doubt(found, item, f"has the number of the item at line {before.line}: it is taken as another.")
    elif item.guid and (first := found.guids.setdefault(item.guid, item.line)) != item.line:
        _doubt(found, item, f"has the GUID of the item at line {first}: both are taken, by their numbers.")
    number = item.number if item.number and not before else -zlib.crc32(_identity(item).encode()) - 1
    while number < 0 and number in found.items:
        if _identity(found.items[number]) == _identity(item):
            return None
        number -= 1
    return number


def _identity(item: Item) -> str:
    return "\n".join((item.type, item.guid, item.link, item.title, item.date, item.slug))


def _doubt(found: Survey, item: Item, message: str) -> None:
    found.problems.append(Problem(item.line, f"“{item.title}” {message}", lost=False, file=item.file))


def _light(item: Item) -> Item:
    """Without what only the second walk needs."""
    excerpt = item.excerpt if item.type == "attachment" else ""
    meta = {key: item.meta[key] for key in META if key in item.meta}
    if item.type == "page" and not _SAYS.sub("", item.content).strip():
        meta["_bare"] = ["1"]
    for key in ("_wp_attachment_metadata", "_wp_attachment_backup_sizes"):
        if len(item.value(key)) >= 20_000:
            meta[key] = [""]
    return replace(item, content="", excerpt=excerpt, meta=meta)


def _settle(found: Survey) -> None:
    channel = found.channel
    first = next((item.link for item in found.items.values() if item.link.startswith("http")), "")
    found.site = OldSite.of(channel.base_blog or channel.link or first)
    found.index = Index(found.site)
    for numbers in found.attached.values():
        numbers.sort(key=lambda number: (found.items[number].order, number))
    pages = [page for page in found.of_type("page") if page.status == "publish" and not page.password]
    for navigation in found.navigations:
        _take_navigation(found, navigation, pages)
    found.fronts = _fronts(found)
    for item in found.items.values():
        _index(found, item)
    for taxon in found.taxa.values():
        _index_taxon(found, taxon)
    for item in found.uploads.items(found.index):
        found.items[item.number] = item
        _index(found, item)


def _fronts(found: Survey) -> list[str]:
    posts = [item for item in found.of_type("post") if item.status == "publish"]
    links = [local for item in posts if (local := found.site.local(item.link)) and not local.query]
    paths = [local.path.removeprefix(found.site.prefix) for local in links]
    slugs = {unquote(slug) for taxonomy, slug in found.taxa if taxonomy == "category"}
    people = {name for login in found.authors for name in (plain.nicename(login), plain.slug(login))}
    more = front(paths, slugs | people)
    return [found.site.prefix, *([f"{found.site.prefix}/{more}"] if more else [])]


def _take_navigation(found: Survey, navigation: Item, pages: list[Item]) -> None:
    of_menu = {item.number: item for item in navigations.items(navigation, pages, f"{found.site.prefix}/")}
    if of_menu:
        taxon = navigations.menu(navigation)
        found.taxa.setdefault((taxon.taxonomy, taxon.slug), taxon)
        found.items |= of_menu


def _index(found: Survey, item: Item) -> None:
    if item.type not in ("post", "page", "attachment"):
        return
    target = Target("item", str(item.number))
    found.index.numbers.add(item.number)
    if item.link:
        found.index.add(item.link, target)
    for address in files_of(item):
        found.index.add_file(address, target)
    if (first := item.address) and item.value("_wp_attachment_backup_sizes"):
        for name in sizes_of(item):
            found.index.add_file(f"{first.rpartition('/')[0]}/{name}", target)


def _index_taxon(found: Survey, taxon: Taxon) -> None:
    target = Target("taxon", f"{taxon.taxonomy}:{taxon.slug}")
    if taxon.base:
        pass
    elif taxon.taxonomy == "category":
        found.index.add_query("cat", str(taxon.number), target)
        found.index.add_query("category_name", unquote(taxon.slug), target)
    elif taxon.taxonomy == "post_tag":
        found.index.add_query("tag", unquote(taxon.slug), target)
    for path in taxon_paths(found, taxon):
        found.index.add(path, target)


def taxon_paths(found: Survey, taxon: Taxon) -> list[str]:
    """Where the archive of a category stands: under its parents; and of a tag."""
    usual = {"category": "category", "post_tag": "tag"}.get(taxon.taxonomy)
    if usual is None:
        return []
    wished = found.wishes.bases.get(taxon.taxonomy, "")
    bases = [taxon.base.replace("_", "-")] if taxon.base else [usual, *filter(None, [wished])]
    slugs = [unquote(one.slug) for one in (*reversed(lineage(found, taxon)), taxon)]
    ends = dict.fromkeys(["/".join(slugs), slugs[-1]])
    return [f"{front}/{base}/{end}/" for front in found.fronts for base in bases for end in ends]


def lineage(found: Survey, taxon: Taxon) -> list[Taxon]:
    """Its parents, nearest first; a circle ends where it begins."""
    above: list[Taxon] = []
    while (parent := found.taxa.get((taxon.taxonomy, taxon.parent))) and parent not in above:
        above.append(parent)
        taxon = parent
    return above
