"""Suggestions: who may be one person, how sure that is, and what is never asked again."""

import pytest

from publications.merging import joining, suggesting
from publications.models import Author, AuthorPair
from tests.factories import make_publication
from tests.publications.merging.names import author, two_spellings

pytestmark = pytest.mark.django_db


def suggested() -> list[set[str]]:
    """The pairs, surest first, each as the names it has."""
    while suggesting.compare_next():
        pass
    open_ones = AuthorPair.objects.filter(state="open").order_by("-score", "pk")
    return [{str(pair.first), str(pair.second)} for pair in open_ones]


def sign(*lists: str) -> None:
    for authors in lists:
        make_publication(authors=authors)


def test_a_short_form_is_suggested_with_the_co_authors_of_both():
    two_spellings()
    assert suggested() == [{"Vendruscolo, Leandro F", "Vendruscolo, L F"}]
    pair = AuthorPair.objects.get()
    assert (pair.reasons, pair.shared, pair.is_ambiguous) == (["initials"], 1, False)


def test_what_contradicts_is_not_suggested():
    sign("Smith, J", "Smith, K", "Wang, Lei", "Wang, Ling")
    assert suggested() == []


def test_who_sign_one_paper_are_two():
    sign("Castelbranco, L F; Castelbranco, Leonel F")
    assert suggested() == []


def test_the_surest_comes_first():
    sign(
        "Müller, Anna; Koob, G", "Muller, Anna; Koob, G", "Berg, J; Koob, G", "Berg, Jan; Koob, G", "Lee, A B"
    )
    sign("Lee, Anna B")
    assert suggested() == [
        {"Müller, Anna", "Muller, Anna"},
        {"Lee, A B", "Lee, Anna B"},
        {"Berg, J", "Berg, Jan"},
    ]


def test_a_short_form_of_several_is_marked_ambiguous():
    sign("Wang, L", "Wang, Lei", "Wang, Ling")
    assert len(suggested()) == 2
    for pair in AuthorPair.objects.all():
        assert pair.is_ambiguous
        (rival,) = Author.objects.filter(pk__in=pair.rivals)
        assert str(rival) in {"Wang, Lei", "Wang, Ling"}


def test_a_short_form_of_a_crowd_needs_a_co_author_in_common():
    sign("Wang, L; Koob, George F", "Wang, Lei; Koob, George F")
    sign(*(f"Wang, L{middle}ng" for middle in ("i", "a", "o", "u", "e", "ia")))
    assert suggested() == [{"Wang, L", "Wang, Lei"}]


def test_one_orcid_is_one_person_whatever_the_name_and_two_are_two():
    sign("Maiden, Mary", "Married, Mary", "Berg, Jan", "Berg, J")
    one, other = "0000-0002-1825-0097", "0000-0002-1694-233X"
    for family, given, orcid in (
        ("Maiden", "Mary", one), ("Married", "Mary", one), ("Berg", "Jan", one), ("Berg", "J", other)
    ):  # fmt: skip
        Author.objects.filter(family=family, given=given).update(orcid=orcid)
    assert {"Maiden, Mary", "Married, Mary"} in suggested()
    assert {"Berg, Jan", "Berg, J"} not in suggested()
    assert AuthorPair.objects.order_by("-score").first().score == 100


def test_new_names_are_compared_with_those_there_and_nothing_twice():
    sign("Berg, Jan")
    assert suggested() == []
    sign("Berg, J")
    assert suggested() == [{"Berg, Jan", "Berg, J"}]
    assert suggesting.compare_next() == 0


def test_a_new_name_makes_a_sure_pair_ambiguous():
    sign("Berg, Jan", "Berg, J")
    suggested()
    sign("Berg, Julia")
    suggested()
    assert all(AuthorPair.objects.values_list("is_ambiguous", flat=True))


def test_what_was_decided_is_not_asked_again():
    sign("Berg, Jan", "Berg, J")
    suggested()
    AuthorPair.objects.update(state="different")
    suggesting.start_anew()
    assert suggested() == []
    assert AuthorPair.objects.get().state == "different"


def test_a_corrected_name_is_compared_anew_and_what_no_longer_fits_goes():
    sign("Berg, Jan", "Berg, J")
    suggested()
    one = author("Berg", "J")
    one.family = "Burg"
    one.save()
    suggesting.start_anew()
    assert suggested() == []


def test_who_was_merged_is_not_suggested():
    full, short = two_spellings()
    joining.merge(full.pk, [short.pk])
    assert suggested() == []


def test_steps_come_to_the_same_as_one():
    for number in range(6):
        sign(f"Berg, J{number}", f"Family{number}, Ann", f"Family{number}, A")
    suggested()
    before = set(AuthorPair.objects.values_list("first", "second", "score"))
    AuthorPair.objects.all().delete()
    suggesting.start_anew()
    while suggesting.compare_next(2):
        pass
    assert set(AuthorPair.objects.values_list("first", "second", "score")) == before


@pytest.mark.slow
def test_queries_do_not_grow_with_names(django_assert_max_num_queries):
    sign("Berg, Jan; Koob, G", "Berg, J; Koob, G")
    with django_assert_max_num_queries(12) as few:
        suggesting.compare_next()
    sign(*(f"Family{number}, {given}; Koob, G" for number in range(20) for given in ("A", "Ann")))
    with django_assert_max_num_queries(len(few)):
        suggesting.compare_next()
