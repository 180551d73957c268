"""What must always agree: the words of a publication with its rows, and all that follows from these."""

from publications.keywords import keyword_key
from publications.models import Publication, split_keywords


def assert_words_and_rows_agree() -> None:
    for one in Publication.objects.prefetch_related("tags", "contributions"):
        assert {tag.key for tag in one.tags.all()} == set(map(keyword_key, split_keywords(one.keywords)))
        for role in ("author", "editor"):
            people = sorted((p for p in one.contributions.all() if p.role == role), key=lambda p: p.position)
            assert getattr(one, f"{role}s_text") == "; ".join(map(str, people))
