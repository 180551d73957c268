"""Publications, their people and keywords, and the imports they came by."""

from .attached import AttachedFile, AttachedFileQuerySet
from .import_batch import ImportBatch, ImportRow, ImportSource
from .listing import ListMark, ListSegment, list_columns, list_segments
from .merges import AuthorMerge, AuthorPair
from .names import name_key
from .people import Author, AuthorQuerySet, CoAuthor, Contribution
from .publication import (
    Publication,
    PublicationQuerySet,
    key_slug,
    sort_date,
    title_key,
    with_people,
)
from .tag import FormerTag, Tag, split_keywords, too_many_keywords
from .types import EntryType, type_label

__all__ = [
    "AttachedFile",
    "AttachedFileQuerySet",
    "Author",
    "AuthorMerge",
    "AuthorPair",
    "AuthorQuerySet",
    "CoAuthor",
    "Contribution",
    "EntryType",
    "FormerTag",
    "ImportBatch",
    "ImportRow",
    "ImportSource",
    "ListMark",
    "ListSegment",
    "Publication",
    "PublicationQuerySet",
    "Tag",
    "key_slug",
    "list_columns",
    "list_segments",
    "name_key",
    "sort_date",
    "split_keywords",
    "title_key",
    "too_many_keywords",
    "type_label",
    "with_people",
]
