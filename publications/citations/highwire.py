"""``citation_*`` tags in the head of a publication's page: what Google Scholar and Zotero read there.

Dates are YYYY/MM/DD as far as they are known, as Scholar asks. Text is plain: these tags know no markup.
"""

from collections.abc import Iterable

from nidairp.rich import strip

from ..models import AttachedFile, Contribution, EntryType, Publication, split_keywords
from . import facts, preprints, zotero
from .links import addresses


def render(publication: Publication, attached: Iterable[AttachedFile] = ()) -> list[tuple[str, str]]:
    """Names and contents of the tags in order; one for each author, ISSN, keyword and PDF kept here."""
    first, last = facts.first_and_last_page(publication)
    tags = [
        *zotero.render(publication),
        ("citation_title", facts.title(publication)),
        *(tag for person in publication.people("author") for tag in _author(person)),
        *(("citation_editor", _name(str(person.name))) for person in publication.people("editor")),
        ("citation_publication_date", facts.joined(facts.day(publication), "/")),
        *_place(publication),
        ("citation_volume", publication.volume),
        ("citation_issue", facts.issue(publication) if publication.journal else ""),
        ("citation_firstpage", first or facts.further(publication, "eid")),
        ("citation_lastpage", last),
        *(("citation_issn", issn) for issn in facts.issns(publication)),
        *(("citation_isbn", isbn) for isbn in facts.isbns(publication)),
        ("citation_doi", publication.doi),
        ("citation_pmid", publication.pmid),
        ("citation_arxiv_id", publication.arxiv),
        ("citation_publisher", publication.publisher or preprints.server(publication)),
        ("citation_language", facts.further(publication, "language")),
        *(("citation_keywords", word) for word in split_keywords(publication.keywords)),
        ("citation_abstract", publication.abstract),
        ("citation_public_url", _public_address(publication)),
        ("citation_abstract_html_url", facts.address(publication)),
        *(("citation_pdf_url", file.whole_address) for file in attached if file.is_pdf),
    ]
    return [(name, text) for name, value in tags if (text := " ".join(strip(value).split()))]


def _public_address(publication: Publication) -> str:
    """A page of the web is what it is a record of; all else is found here."""
    elsewhere = (link.url for link in addresses(publication))
    return next(elsewhere, "") if publication.entry_type == EntryType.ONLINE else facts.address(publication)


def _place(publication: Publication) -> list[tuple[str, str]]:
    """Where it appeared; the name of the tag is what Scholar and Zotero know the type by."""
    kind, container = publication.known_type, facts.container(publication)
    if kind in facts.THESES:
        return [("citation_dissertation_institution", facts.publisher(publication))]
    if kind in facts.CHAPTERS:
        return [("citation_inbook_title", container)]
    if kind in facts.TALKS_IN_PRINT:
        return [("citation_conference_title", container)]
    if zotero.ITEM_TYPES[kind] == "report":
        return [
            ("citation_technical_report_institution", facts.publisher(publication)),
            ("citation_technical_report_number", facts.issue(publication)),
        ]
    if kind == EntryType.ARTICLE and zotero.item_type(publication) == "journalArticle":
        return [
            ("citation_journal_title", container),
            ("citation_journal_abbrev", facts.further(publication, "shortjournal")),
        ]
    return []


def _author(person: Contribution) -> list[tuple[str, str]]:
    """What is said of an author stands right behind the name; empty where it is not known."""
    return [
        ("citation_author", _name(str(person.name))),
        ("citation_author_orcid", person.author.orcid_url),
    ]


def _name(written: str) -> str:
    """ "Family, Given"; the stop behind "van den Berg, Jan P" keeps Zotero from taking it for two people."""
    name = facts.in_catalogues(written)
    family, _, given = name.partition(", ")
    return f"{name};" if " " in family and " " in given else name
