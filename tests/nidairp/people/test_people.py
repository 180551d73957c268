"""People of the institute: on their author's page, on the pages of their branches, and in the search."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from nidairp.people.models import Person
from publications.merging import joining, parting
from publications.models import Author
from tests.factories import make_image, make_page, make_person, make_publication
from tests.publications.test_metadata import data, page

pytestmark = pytest.mark.django_db
KOOB = "/publications/authors/george-f-koob/"


def koob() -> Author:
    return Author.objects.get(family="Koob", given="George F")


def test_an_authors_page_says_who_the_person_is(client):
    make_publication(authors="Koob, George F")
    branch = make_page(title="Pain Branch", slug="pain")
    person = make_person(
        koob(),
        name="George F. Koob, Ph.D.",
        position="Senior Investigator",
        biography="<p>Studies stress.</p><script>alert(1)</script>",
        email="koob@example.org",
        homepage="https://example.org/koob",
        photo=make_image(),
        photo_alt="A person at a bench",
    )
    person.pages.set([branch, make_page(title="Draft", state="draft")])
    text = page(client, KOOB)
    assert "<h1><bdi>George F. Koob, Ph.D.</bdi></h1>" in text
    assert "Senior Investigator" in text and "Studies stress." in text
    assert '<a href="/pain/">Pain Branch</a>' in text and "Draft" not in text
    assert 'alt="A person at a bench"' in text
    assert "mailto:koob@example.org" in text and "https://example.org/koob" in text
    assert "alert(1)" not in text
    about = data(text)["mainEntity"]
    assert (about["name"], about["jobTitle"]) == ("George F. Koob, Ph.D.", "Senior Investigator")
    assert about["sameAs"] == ["https://example.org/koob"]
    assert about["worksFor"]["name"] == "NIDA IRP"
    assert about["image"].startswith("http://testserver/")


def test_a_person_has_a_page_without_publications_too(client):
    author = Author.objects.create(family="Koob", given="George F", slug="george-f-koob")
    person = make_person(author)
    assert client.get(KOOB).status_code == 200
    assert KOOB in client.get("/sitemap.xml").content.decode()
    assert "Koob, George F</bdi>" in client.get("/publications/authors/").content.decode()
    person.is_public = False
    person.save()
    assert client.get(KOOB).status_code == 404


def test_who_is_not_public_is_an_author_as_any_other(client):
    make_publication(authors="Koob, George F")
    make_person(koob(), position="Secret position", is_public=False)
    assert "Secret position" not in page(client, KOOB)


def test_a_person_stays_a_person_under_the_name_that_stays(client):
    make_publication(authors="Koob, G F")
    make_publication(authors="Koob, George F")
    short = Author.objects.get(given="G F")
    person = make_person(short, position="Senior Investigator")
    (merge,) = joining.merge(koob().pk, [short.pk])
    assert "Senior Investigator" in page(client, KOOB)
    assert Person.objects.get().get_absolute_url() == KOOB
    parting.undo(merge)
    assert "Senior Investigator" not in page(client, KOOB)
    assert person.author.get_absolute_url() == "/publications/authors/g-f-koob/"


def test_two_people_are_not_merged():
    make_publication(authors="Koob, G F")
    make_publication(authors="Koob, George F")
    short = Author.objects.get(given="G F")
    make_person(short, name="One")
    make_person(koob(), name="Other")
    with pytest.raises(joining.NotPossible, match=r"are each tied .* untie all but one first"):
        joining.merge(koob().pk, [short.pk])


def test_a_branch_lists_its_people_in_their_order(client):
    branch = make_page(slug="branch")
    for name, order, is_public in (("Second", 2, True), ("First", 1, True), ("Hidden", 0, False)):
        author = Author.objects.create(family=name, given="A", slug=name.lower())
        make_person(author, name=name, order=order, is_public=is_public).pages.add(branch)
    text = page(client, "/branch/")
    assert text.index("First") < text.index("Second")
    assert "Hidden" not in text
    assert '<a href="/publications/authors/first/">' in text


def test_a_photo_needs_alternative_text():
    author = Author.objects.create(family="Koob", slug="koob")
    person = Person(author=author, name="Koob", photo=make_image())
    with pytest.raises(ValidationError, match="alternative text"):
        person.full_clean()
    with pytest.raises(IntegrityError):
        person.save()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://nih.gov@example.org", "//example.org"])
def test_a_homepage_that_is_none_is_refused(address):
    author = Author.objects.create(family="Koob", slug="koob")
    with pytest.raises(ValidationError):
        Person(author=author, name="Koob", homepage=address).full_clean()


def test_the_search_finds_people(client):
    make_person(
        Author.objects.create(family="Müller", given="Anna", slug="anna-muller"),
        name="Anna Müller",
        position="Staff Scientist",
    )
    text = client.get("/search/?q=muller+scientist").content.decode()
    assert "/publications/authors/anna-muller/" in text and "People" in text


def test_people_are_edited_in_the_admin(admin_client):
    author = Author.objects.create(family="Koob", given="George F", slug="koob")
    branch = make_page()
    sent = {
        "author": author.pk, "name": "George F. Koob", "position": "", "pages": [branch.pk], "order": 0,
        "is_public": "on", "photo": "", "photo_alt": "", "email": "", "homepage": "", "biography": "<p>x</p>",
    }  # fmt: skip
    done = admin_client.post("/admin/people/person/add/", sent)
    assert done.status_code == 302, done.context["errors"]
    person = Person.objects.get()
    assert list(person.pages.all()) == [branch]
    assert LogEntry.objects.filter(object_id=str(person.pk)).exists()
    assert admin_client.get(f"/admin/people/person/{person.pk}/change/").status_code == 200
    assert "George F. Koob" in admin_client.get("/admin/people/person/?q=koob").content.decode()


def test_queries_of_a_branch_do_not_grow_with_people(client, django_assert_max_num_queries):
    branch = make_page(slug="branch")

    def add(number: int) -> None:
        author = Author.objects.create(family=f"Name{number}", given="A", slug=f"name{number}")
        make_person(author, photo=make_image(), photo_alt="x").pages.add(branch)

    add(0)
    with django_assert_max_num_queries(20) as few:
        page(client, "/branch/")
    count = len(few)
    for number in range(1, 6):
        add(number)
    with django_assert_max_num_queries(count):
        page(client, "/branch/")
