"""The columns of lists are what stands in the rows, whoever has changed them and in which way."""

import numpy as np
import pytest
from django.db import connection, transaction

from publications import list_triggers
from publications.importing import batch
from publications.models import (
    Author,
    Contribution,
    ListMark,
    ListSegment,
    Publication,
    Tag,
    list_columns,
    listing,
)
from tests.factories import make_publication, seed_publication

pytestmark = pytest.mark.django_db
ENTRY = (
    "@article{new:1, title = {New}, author = {Koob, George F and B, A}, year = 2020, keywords = {one, two}}"
)


def in_columns() -> dict[int, tuple[object, ...]]:
    columns = list_columns()
    facts = columns.facts
    found = {}
    for at, pk in enumerate(facts["id"].tolist()):
        only = np.arange(len(columns)) == at
        found[pk] = (
            facts["day"][at],
            facts["year"][at],
            columns.kinds[facts["kind"][at]],
            columns.states[facts["state"][at]],
            columns.authors.counts(only)[0].tolist(),
            columns.tags.counts(only)[0].tolist(),
        )
    return found


def in_rows() -> dict[int, tuple[object, ...]]:
    return {
        one.pk: (
            one.sort_date.toordinal(),
            one.year or 0,
            one.entry_type,
            one.pubstate,
            sorted({person.author_id for person in one.contributions.all()}),
            sorted(tag.pk for tag in one.tags.all()),
        )
        for one in Publication.objects.published().prefetch_related("contributions", "tags")
    }


def same() -> bool:
    assert in_columns() == in_rows()
    return True


def test_each_way_of_changing_something_is_followed():
    first = seed_publication(keywords="heroin, rats")
    second = make_publication(authors="Koob, George F", keywords="heroin", year=2018)
    assert same() and len(in_columns()) == 2
    first.year, first.keywords = 2021, "cocaine"
    first.save()
    first.refresh()
    assert same()
    Publication.objects.filter(pk=second.pk).update(entry_type="book")
    assert same()
    Publication.objects.filter(pk=second.pk).update(is_public=False)
    assert same() and len(in_columns()) == 1
    Publication.objects.update(is_public=True)
    assert same()
    Contribution.objects.filter(author__family="Koob").update(
        author=Author.objects.create(family="New", slug="new")
    )
    assert same()
    Tag.objects.filter(name="cocaine").delete()
    assert same()
    first.contributions.filter(position__gt=2).delete()
    assert same()
    second.delete()
    assert same() and len(in_columns()) == 1


def test_imports_and_what_takes_them_back_leave_nothing_marked():
    seed_publication()
    done = batch.stage([("a.bib", ENTRY.encode())])
    batch.apply(done)
    assert not ListMark.objects.exists()
    assert same() and len(in_columns()) == 2
    batch.undo(done)
    assert not ListMark.objects.exists()
    assert same() and len(in_columns()) == 1


def test_what_is_rolled_back_is_not_remembered():
    publication = make_publication(year=2000)
    ListSegment.objects.settle()
    for year in (2001, 2002, 2003):
        with transaction.atomic():
            Publication.objects.update(year=year)
            assert same()
            transaction.set_rollback(True)
        assert same() and in_columns()[publication.pk][1] == 2000


def test_segments_are_one_list():
    keys = [5, 1023, 1024, 5000, 1_000_000]
    for pk in keys:
        make_publication(pk=pk, entry_type="book" if pk > 1023 else "article", authors="A, B")
    ListSegment.objects.settle()
    assert list(ListSegment.objects.order_by("number").values_list("number", "rows")) == [
        (0, 2), (1, 1), (4, 1), (976, 1)
    ]  # fmt: skip
    assert same() and sorted(in_columns()) == keys


def test_only_what_has_changed_is_read_again(django_assert_num_queries):
    for pk in (5, 1024, 5000):
        make_publication(pk=pk)
    ListSegment.objects.settle()
    list_columns()
    with django_assert_num_queries(2):
        list_columns()
    Publication.objects.filter(pk=1024).update(year=1999)
    with django_assert_num_queries(2 + 3):
        list_columns()
    with django_assert_num_queries(2):
        list_columns()


def test_an_edit_of_what_no_list_goes_by_leaves_the_columns_as_they_are():
    paper = seed_publication()
    ListSegment.objects.settle()
    columns = list_columns()
    paper.abstract = "Other words"
    paper.save()
    paper.refresh()
    ListSegment.objects.settle()
    assert list_columns() is columns and not ListMark.objects.exists()
    Publication.objects.update(entry_type="book")
    ListSegment.objects.settle()
    assert list_columns() is not columns and same()


def test_a_segment_that_is_stored_while_columns_are_looked_for_is_not_taken_for_the_former():
    make_publication(year=2000)
    ListSegment.objects.settle()
    assert same()
    Publication.objects.update(year=2001)
    begun = []

    def settled_before_the_second(execute, *question):
        begun.append(question)
        if len(begun) == 2:
            ListSegment.objects.settle()
        return execute(*question)

    with connection.execute_wrapper(settled_before_the_second):
        columns = list_columns()
    assert columns.facts["year"].tolist() == [2001]


def test_segments_that_come_and_go_between_others_leave_these_as_they_are(django_assert_max_num_queries):
    for pk in (5, 1024, 2048, 5000):
        make_publication(pk=pk)
    ListSegment.objects.settle()
    list_columns()
    ListSegment.objects.filter(number=1).delete()
    Publication.objects.filter(pk=1024).delete()
    make_publication(pk=3072)
    ListSegment.objects.settle()
    ListSegment.objects.filter(number=1).delete()
    with django_assert_max_num_queries(2 + 1):
        list_columns()
    assert same() and sorted(in_columns()) == [5, 2048, 3072, 5000]


def test_a_process_that_knows_nothing_reads_all_at_once(monkeypatch, django_assert_max_num_queries):
    for pk in (5, 1024, 5000):
        make_publication(pk=pk)
    ListSegment.objects.settle()
    monkeypatch.setattr(listing, "_kept", listing._NOTHING)
    with django_assert_max_num_queries(3):
        assert len(list_columns()) == 3


def test_after_tables_were_changed_all_is_made_anew():
    make_publication()
    list_triggers.lie_down()
    Publication.objects.update(year=1950)
    assert not list_triggers.is_standing()
    list_triggers.after_tables_changed(sender=_App)
    assert list_triggers.is_standing()
    assert same() and not ListMark.objects.exists()


class _App:
    @staticmethod
    def get_model(name):
        return {"ListSegment": ListSegment}[name]


def test_marks_do_not_pile_up_for_one_writer_at_a_time():
    for _ in range(3):
        make_publication()
    if connection.vendor == "sqlite":
        assert ListMark.objects.count() == 1
    ListSegment.objects.settle()
    assert ListMark.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_somebody_elses_transaction_and_nothing_of_it_is_lost():
    first, second = make_publication(year=2000), make_publication(year=2000)
    ListSegment.objects.settle()
    elsewhere = connection.copy()
    elsewhere.set_autocommit(False)
    with elsewhere.cursor() as cursor:
        cursor.execute("UPDATE publications_publication SET year = 1999 WHERE id = %s", [first.pk])
    if connection.vendor == "sqlite":  # which has one writer at a time
        elsewhere.commit()
    Publication.objects.filter(pk=second.pk).update(year=2001)
    ListSegment.objects.settle()
    assert same()
    elsewhere.commit()
    elsewhere.close()
    assert same() and in_columns()[first.pk][1] == 1999
