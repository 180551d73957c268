"""The 24 types of publication that the old site knew, and what BibTeX calls each."""

from django.db.models import TextChoices


class EntryType(TextChoices):
    """Value: the old site's name for it (``tppubtype``). Label: what the publication box says."""

    ARTICLE = "article", "Journal Article"
    BACHELORTHESIS = "bachelorthesis", "Bachelor Thesis"
    BOOK = "book", "Book"
    BOOKLET = "booklet", "Booklet"
    COLLECTION = "collection", "Collection"
    CONFERENCE = "conference", "Conference"
    DIPLOMATHESIS = "diplomathesis", "Diploma Thesis"
    INBOOK = "inbook", "Book Chapter"
    INCOLLECTION = "incollection", "Book Section"
    INPROCEEDINGS = "inproceedings", "Proceedings Article"
    MANUAL = "manual", "Technical Manual"
    MASTERSTHESIS = "mastersthesis", "Masters Thesis"
    MEDIA = "media", "Medium"
    MISC = "misc", "Miscellaneous"
    ONLINE = "online", "Online"
    PATENT = "patent", "Patent"
    PERIODICAL = "periodical", "Periodical"
    PHDTHESIS = "phdthesis", "PhD Thesis"
    PRESENTATION = "presentation", "Presentation"
    PROCEEDINGS = "proceedings", "Proceedings"
    TECHREPORT = "techreport", "Technical Report"
    UNPUBLISHED = "unpublished", "Unpublished"
    WORKINGPAPER = "workingpaper", "Working paper"
    WORKSHOP = "workshop", "Workshop"


def type_label(value: str) -> str:
    """What a type is called where it stands beside the others, one that the site does not know too."""
    return _LABELS.get(value) or f"{EntryType.MISC.label} ({value})"


_LABELS = dict(EntryType.choices)
