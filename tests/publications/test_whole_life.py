"""Whatever is done to publications, one by one: words, rows, lists and search go on saying the same."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from publications import along, deleted, matching, reprinting, retagging
from publications.importing import batch as importing
from publications.keywords import keyword_key
from publications.merging import joining, parting
from publications.models import Author, AuthorMerge, Contribution, ImportBatch, ListSegment, Publication, Tag
from publications.models.listing import list_columns, list_segments, made_from_rows
from publications.models.tag import split_keywords
from tests.publications.agreeing import assert_words_and_rows_agree
from tests.publications.importing.texts import entry, stage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAMES = ["Quibberton, Anna K", "Quibberton, A K", "Quibberton, A", "Zelmanov, Boris", "Zelmanof, Boris"]
WORDS = ["drowse", "Drowse", "gambrel", "pintle"]
KEYS = ["k1", "k2", "k3"]
people = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)
words = st.lists(st.sampled_from(WORDS), max_size=3)
works = st.fixed_dictionaries({"key": st.sampled_from(KEYS), "people": people, "words": words})
any_of = st.integers(min_value=0, max_value=5)


def chosen(rows, number):
    """One of the rows, where there are any."""
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


class Life(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self._all = transaction.atomic()
        self._all.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self._all.__exit__(None, None, None)

    @rule(file=st.lists(works, min_size=1, max_size=3))
    def imports(self, file):
        entries = [
            entry(one["key"], title=f"On the matter of {one['key']}", author=" and ".join(one["people"]),
                  keywords=", ".join(one["words"]), doi=f"10.1172/{one['key']}")
            for one in file
        ]  # fmt: skip
        importing.apply(stage(*entries))

    @rule(number=any_of)
    def takes_an_import_back(self, number):
        if batch := chosen(ImportBatch.objects.filter(state=ImportBatch.State.APPLIED), number):
            importing.undo(batch)

    @rule(number=any_of, names=people, keywords=words)
    def edits(self, number, names, keywords):
        if one := chosen(Publication.objects.all(), number):
            one.keywords = "; ".join(keywords)
            one.save()
            one.contributions.all().delete()
            for place, name in enumerate(names):
                family, _, given = name.partition(", ")
                Contribution.objects.create(publication=one, position=place, family=family, given=given)
            one.refresh()
            one.note_people()
            ListSegment.objects.settle()

    @rule(number=any_of, is_public=st.booleans())
    def puts_on_the_site_or_off(self, number, is_public):
        if one := chosen(Publication.objects.all(), number):
            one.is_public = is_public
            one.save()

    @rule(number=any_of)
    def deletes(self, number):
        if one := chosen(Publication.objects.all(), number):
            taken = along.take([one.pk])
            one.delete()
            along.keep(taken)

    @rule(number=any_of)
    def brings_back(self, number):
        gone = list(deleted.gone())
        kept = gone[number % len(gone)] if gone else None
        if kept and not Publication.objects.filter(citation_key=kept.citation_key).exists():
            deleted.bring_back(kept.pk, None)

    @rule(number=any_of, name=st.sampled_from(WORDS))
    def renames_a_keyword(self, number, name):
        tag = chosen(Tag.objects.exclude(name=name), number)
        if tag and not Tag.objects.filter(key=keyword_key(name)).exclude(pk=tag.pk).exists():
            retagging.rename(tag, name, None)

    @rule(number=any_of, other=any_of)
    def joins_keywords(self, number, other):
        keep = chosen(Tag.objects.all(), number)
        joined = keep and chosen(Tag.objects.exclude(pk=keep.pk), other)
        if joined:
            retagging.join(keep, [joined], None)

    @rule(number=any_of)
    def deletes_a_keyword(self, number):
        if tag := chosen(Tag.objects.all(), number):
            retagging.remove([tag], None)
            tag.delete()

    @rule(number=any_of, other=any_of)
    def merges_authors(self, number, other):
        keep = chosen(Author.objects.standing(), number)
        merged = keep and chosen(Author.objects.standing().exclude(pk=keep.pk), other)
        if merged:
            joining.merge(keep.pk, [merged.pk])

    @rule(number=any_of)
    def takes_a_merge_back(self, number):
        if merge := chosen(AuthorMerge.objects.filter(undone_at=None), number):
            parting.undo(merge)

    @rule(number=any_of)
    def puts_a_name_right(self, number):
        if author := chosen(Author.objects.standing(), number):
            reprinting.reprint(author, [name for name, _ in reprinting.printed(author)], None)

    @invariant()
    def words_and_rows_agree(self):
        assert_words_and_rows_agree()

    @invariant()
    def everybody_is_somebody(self):
        assert not Contribution.objects.exclude(author__merged_into=None).exists()
        assert not Author.objects.exclude(merged_into__merged_into=None).exists()
        standing = AuthorMerge.objects.filter(undone_at=None)
        merged = Author.objects.exclude(merged_into=None)
        assert sorted(standing.values_list("author", flat=True)) == sorted(
            merged.values_list("pk", flat=True)
        )

    @invariant()
    def lists_agree(self):
        public = Publication.objects.published()
        assert sorted(list_columns().facts["id"]) == sorted(public.values_list("pk", flat=True))
        numbers = {pk >> 10 for pk in Publication.objects.values_list("pk", flat=True)}
        stored = sorted((segment.data, segment.rows) for segment in list_segments() if segment.rows)
        made = [made_from_rows(number) for number in numbers]
        assert stored == sorted((segment.data, segment.rows) for segment in made if segment.rows)

    @invariant()
    def search_agrees(self):
        public = list(Publication.objects.published())
        for word in {word.casefold() for word in WORDS}:
            having = {one.pk for one in public if word in split_keywords(one.keywords.casefold())}
            assert set(matching.matching(word)) == having, word
        for family in {name.split(",")[0] for name in NAMES}:
            assert set(matching.matching(family)) == {one.pk for one in public if family in one.authors_text}


def test_all_goes_on_saying_the_same():
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    sizes = {"max_examples": 10, "stateful_step_count": 25}
    run_state_machine_as_test(Life, settings=settings(deadline=None, suppress_health_check=checks, **sizes))
