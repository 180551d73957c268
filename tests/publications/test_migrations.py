"""Keywords that differ in capitals become one, with whatever points at them."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from nidairp.pages.models import PublicationList
from nidairp.search import index
from publications import list_triggers
from publications.models import Publication, Tag
from tests.factories import make_page, make_publication
from tests.publications.agreeing import assert_words_and_rows_agree

BEFORE = [("publications", "0014_keywords_in_all_spellings")]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twins_become_the_one_that_most_publications_have(client: Client) -> None:
    made = [
        make_publication(title=title, keywords=words)
        for title, words in [
            ("One", "rats, sleep"),
            ("Two", "b; Sleep"),
            ("Three", "SLEEP"),
            ("Four", "Sleep"),
        ]
    ]
    words = dict(Publication.objects.values_list("pk", "keywords"))
    tags = with_keywords_of_before(made)
    lists = [PublicationList.objects.create(page=make_page(), tag=tags[name]) for name in ("sleep", "SLEEP")]
    index.lie_down()
    list_triggers.lie_down()
    try:
        MigrationExecutor(connection).migrate(BEFORE)
        left: Any = Tag.objects.values_list("name", "key")
        assert set(left) == {(name, None) for name in ("rats", "b", "sleep", "Sleep", "SLEEP")}
    finally:
        call_command("migrate", verbosity=0)
    assert dict(Tag.objects.values_list("name", "key")) == {"rats": "rats", "b": "b", "Sleep": "sleep"}
    assert dict(Publication.objects.values_list("pk", "keywords")) == words, "as they were written"
    assert_words_and_rows_agree()
    for one in lists:
        one.refresh_from_db()
        assert one.tag == Tag.objects.get(name="Sleep")
    for slug in ("sleep", "sleep-2", "sleep-3"):
        page = client.get("/publications/", {"tag": slug}).content.decode()
        assert all(str(one) in page for one in made)


def with_keywords_of_before(publications: list[Publication]) -> dict[str, Tag]:
    """As the release before kept them: a row for each spelling, and no keys."""
    tags: dict[str, Tag] = {tag.name: tag for tag in Tag.objects.all()}
    for publication in publications:
        publication.tags.clear()
        for name in publication.keywords.replace(";", ",").split(","):
            word = name.strip()
            if word not in tags:
                number = 1 + sum(tag.slug.startswith("sleep") for tag in tags.values())
                tags[word] = Tag.objects.bulk_create([Tag(name=word, slug=f"sleep-{number}")])[0]
            publication.tags.add(tags[word])
    Tag.objects.update(key=None)
    return tags
