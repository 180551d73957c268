"""Publications as rows: what is derived, what is public, how people and tags follow."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from publications.models import (
    Author,
    Contribution,
    Publication,
    Tag,
    split_keywords,
    title_key,
    too_many_keywords,
)
from publications.models.tag import keyword_slug
from tests.factories import make_publication

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"date": "2019-03-26", "year": 2019}, datetime.date(2019, 3, 26)),
        ({"date": "2019-03", "year": 2019}, datetime.date(2019, 3, 1)),
        ({"date": "2019-03-26/2019-04-02", "year": 2019}, datetime.date(2019, 3, 26)),
        ({"date": "nonsense", "year": 2019}, datetime.date(2019, 1, 1)),
        ({"year": 2019, "extra": {"month": "September"}}, datetime.date(2019, 9, 1)),
        ({"date": "2019-02-30"}, datetime.date(2019, 2, 1)),
        ({}, datetime.date.min),
        ({"pubstate": "forthcoming", "year": 2020}, datetime.date.max),
        ({"extra": {"year": "in press"}}, datetime.date.max),
    ],
)
def test_place_in_time(values, expected):
    assert make_publication(**values).sort_date == expected


def test_what_is_forthcoming_stands_first():
    make_publication(year=2030)
    coming = make_publication(year=2020, pubstate="forthcoming")
    assert Publication.objects.newest_first().first() == coming
    assert coming.period == "Forthcoming"


def test_title_key_forgets_case_markup_and_punctuation():
    assert title_key("The <i>Rat's</i> Brain.") == title_key("the rats brain")


def test_published_leaves_out_what_is_off_the_site():
    make_publication(is_public=False)
    shown = make_publication()
    assert list(Publication.objects.published()) == [shown]


def test_lists_show_names_and_tags_in_step_with_the_rows():
    publication = make_publication(authors="A, B; C, D", editors="E, F", keywords="dopamine, GABA; dopamine")
    publication.refresh_from_db()
    assert publication.authors_text == "A, B; C, D"
    assert publication.editors_text == "E, F"
    assert sorted(tag.name for tag in publication.tags.all()) == ["GABA", "dopamine"]


def test_one_printed_name_is_one_author_whatever_its_case_and_spaces():
    make_publication(authors="Koob, George F")
    make_publication(authors="KOOB, George  F")
    assert Author.objects.count() == 1


def test_authors_of_one_name_slug_get_numbers():
    make_publication(authors="Müller, Jan; Muller, Jan")
    assert set(Author.objects.values_list("slug", flat=True)) == {"jan-muller", "jan-muller-2"}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("{TNFα Study Group}", "tnf-alpha-study-group"),
        ("Ó Néill-Łódź, Søren", "soren-o-neill-lodz"),
        ("Weiß, Þór", "thor-weiss"),
        ("Ёлкин, Пётр", "petr-elkin"),
        ("Καραμανλής, Κώστας", "kostas-karamanlis"),
        ("王小明", "author"),
    ],
)
def test_a_name_is_spelled_in_its_address(name, slug):
    make_publication(authors=name)
    assert Author.objects.get().slug == slug


def test_people_come_in_one_query_for_all_rows(django_assert_num_queries):
    for _ in range(3):
        make_publication(authors="A, B; C, D; E, F")
    with django_assert_num_queries(2):
        names = [str(p) for row in Publication.objects.with_people() for p in row.people("author")]
    assert len(names) == 9


def test_saving_leaves_a_line_of_history():
    publication = make_publication(title="Old")
    publication.title = "New"
    publication.save()
    assert [row.title for row in publication.history.all()] == ["New", "Old"]


def test_a_place_in_the_list_of_authors_is_taken_once():
    publication = make_publication(authors="A, B")
    author = Author.objects.get()
    places = Contribution.objects.filter(publication=publication, author=author)
    assert [place.position for place in places] == [0]


def test_keywords_are_divided_and_kept_once():
    assert split_keywords("a, b; a,, c  d\n e") == ["a", "b", "c d", "e"]


def test_keywords_that_differ_in_capitals_are_one_as_it_is_first_written():
    publication = make_publication(keywords="Sleep, sleep; rats, СОН, Сон")
    assert [tag.name for tag in publication.tags.order_by("pk")] == ["Sleep", "rats", "СОН"]
    assert publication.keywords == "Sleep, sleep; rats, СОН, Сон"


def test_one_keyword_is_found_however_its_letters_are_put_together():
    written = ["πρωτεΐνη", "πρωτεΐνη".upper(), "Ma\u0308use", "MÄUSE"]
    first, second, third, fourth = (make_publication(keywords=word).tags.get() for word in written)
    assert first == second and third == fourth


def test_more_keywords_can_be_new_at_once_than_a_database_takes_parameters():
    new = {f"word {number}": f"Word {number}" for number in range(130_000)}
    Tag.objects.bulk_create([Tag(name="Word 7", slug="word-7")])
    Tag.objects.give_keys(new)
    assert Tag.objects.get().key == "word 7"


def test_more_keywords_than_can_be_listed_are_refused():
    assert too_many_keywords(", ".join(map(str, range(1000)))) == ""
    publication = make_publication()
    publication.keywords = ", ".join(map(str, range(1001)))
    with pytest.raises(ValidationError, match="more than 1,000 keywords"):
        publication.full_clean()


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("Carmack:2019aa", "carmack-2019aa"),
        ("a_b.c", "a-b-c"),
        ("Müller2020", "muller2020"),
        ("TNFα:2020", "tnf-alpha-2020"),
        ("Weiß2020", "weiss2020"),
        ("Παπαδόπουλος:2018", "papadopoulos-2018"),
        ("王小明2020", "2020"),
        ("Иванов2020", "ivanov2020"),
        ("::", "publication"),
    ],
)
def test_the_address_follows_from_the_key(key, slug):
    assert make_publication(citation_key=key, slug="").slug == slug


def test_keys_that_make_the_same_address_get_numbers():
    slugs = [make_publication(citation_key=key, slug="").slug for key in ("a:1", "a-1", "a.1")]
    assert slugs == ["a-1", "a-1-2", "a-1-3"]


def test_keywords_of_greek_words_are_not_spelled_letter_by_letter() -> None:
    assert [keyword_slug(word) for word in ("ύπνος", "TNFα", "сон", "睡眠")] == [
        "upnos",
        "tnf-alpha",
        "son",
        "tag",
    ]


def test_a_keyword_in_whatever_capitals_is_one_for_all_publications() -> None:
    make_publication(keywords="Sleep, STRASSE,  rapid eye  movement")
    make_publication(keywords="sleep, straße, Rapid Eye Movement")
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["STRASSE", "Sleep", "rapid eye movement"]
    assert {tag.publications.count() for tag in Tag.objects.all()} == {2}
