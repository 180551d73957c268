"""Publications in the admin: people in order, and what lists show of them."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from publications import people_admin
from publications.models import Author, Contribution, Publication
from tests.factories import make_publication, seed_publication
from tests.sent import opened_form

pytestmark = pytest.mark.django_db


def form(**values):
    empty = {
        field.name: ""
        for field in Publication._meta.fields
        if field.editable and field.name not in {"id", "is_public"}
    }
    return (
        empty
        | {
            "citation_key": "k",
            "slug": "k",
            "entry_type": "article",
            "title": "T",
            "extra": "{}",
            "is_public": "on",
            "contributions-TOTAL_FORMS": "2",
            "files-TOTAL_FORMS": "0",
            "files-INITIAL_FORMS": "0",
            "contributions-INITIAL_FORMS": "0",
            "contributions-0-role": "author",
            "contributions-0-position": "0",
            "contributions-0-family": "Koob",
            "contributions-0-given": "George F",
            "contributions-1-role": "author",
            "contributions-1-position": "1",
            "contributions-1-family": "Berg",
            "contributions-1-prefix": "van der",
            "contributions-1-given": "Jan",
        }
        | values
    )


def test_a_publication_typed_by_hand_has_its_authors_in_order(admin_client):
    response = admin_client.post("/admin/publications/publication/add/", form(keywords="a, b"))
    assert response.status_code == 302, response.context["errors"]
    publication = Publication.objects.get()
    assert publication.authors_text == "Koob, George F; van der Berg, Jan"
    assert Author.objects.count() == 2
    assert publication.tags.count() == 2


@pytest.mark.slow
def test_a_paper_of_hundreds_of_authors_can_be_edited(admin_client):
    publication = make_publication(volume="1")
    many = [{"family": f"Author {place}", "given": "A", "position": place} for place in range(130)]
    author = Author.objects.create(family="One", slug="one")
    Contribution.objects.bulk_create(
        Contribution(publication=publication, author=author, **one) for one in many
    )
    door = f"/admin/publications/publication/{publication.pk}/change/"
    sent = opened_form(admin_client, door, volume="2")
    assert len(sent) > 1000
    assert admin_client.post(door, sent).status_code == 302
    publication.refresh_from_db()
    assert (publication.volume, publication.contributions.count()) == ("2", 130)


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("doi", "https://doi.org/10.1172/JCI125534", "10.1172/jci125534"),
        ("doi", "not a doi", None),
        ("pmid", "PMID: 30913040", "30913040"),
        ("pmid", "somewhere", None),
        ("date", "March 2019", "March 2019"),
        ("date", "in press", "in press"),
        ("date", "32 March", None),
        ("year", "3019", None),
    ],
)
def test_what_is_typed_is_understood_or_asked_about(admin_client, name, typed, stored):
    answer = admin_client.post("/admin/publications/publication/add/", form(**{name: typed}))
    if stored is None:
        assert name in answer.context["adminform"].errors
    else:
        assert str(getattr(Publication.objects.get(), name)).casefold() == stored.casefold()


def test_what_a_file_said_is_no_fault_of_who_mends_something_else(admin_client):
    publication = make_publication(doi="see paper", date="some day", year=3019)
    door = f"/admin/publications/publication/{publication.pk}/change/"
    assert admin_client.post(door, opened_form(admin_client, door, volume="7")).status_code == 302


def test_who_types_what_is_here_already_is_told(admin_client):
    here = make_publication(title="Here <b>already</b>", doi="10.1172/JCI125534")
    sent = form(doi="10.1172/jci125534")
    shown = admin_client.post("/admin/publications/publication/add/", sent, follow=True).content.decode()
    assert f'<a href="/admin/publications/publication/{here.pk}/change/">Here already' in shown
    door = f"/admin/publications/publication/{here.pk}/change/"
    again = admin_client.post(door, opened_form(admin_client, door, volume="7"), follow=True)
    assert "If it is the same work" not in again.content.decode()


def test_an_empty_form_makes_nothing(admin_client):
    answer = admin_client.post("/admin/publications/publication/add/", form(citation_key="", title=""))
    assert "title" in answer.context["adminform"].errors
    assert not Publication.objects.exists()


def test_a_key_that_nobody_types_is_made(admin_client):
    for _ in range(2):
        admin_client.post("/admin/publications/publication/add/", form(citation_key="", slug="", year="2019"))
    assert {one.citation_key for one in Publication.objects.all()} == {"koob2019", "koob2019-2"}


def test_a_taken_key_is_refused(admin_client):
    make_publication(citation_key="k")
    response = admin_client.post("/admin/publications/publication/add/", form())
    assert "citation_key" in response.context["adminform"].errors


def test_a_year_beside_a_date_of_another_is_asked_about(admin_client):
    response = admin_client.post("/admin/publications/publication/add/", form(year="2020", date="2019-03-26"))
    assert "The date is in 2019" in str(response.context["adminform"].errors["year"])


@pytest.mark.parametrize("before", [{"year": 2019, "date": "2019-03"}, {"extra": {"year": "in press"}}])
def test_a_date_typed_by_hand_brings_its_year(admin_client, before):
    publication = make_publication(**before)
    address = f"/admin/publications/publication/{publication.pk}/change/"
    sent = opened_form(admin_client, address) | {"date": "2020-01-05"}
    assert admin_client.post(address, sent).status_code == 302
    publication.refresh_from_db()
    assert (publication.year, publication.extra, publication.is_forthcoming) == (2020, {}, False)


def test_change_page_and_history_answer(admin_client):
    publication = seed_publication()
    base = f"/admin/publications/publication/{publication.pk}"
    assert admin_client.get(f"{base}/change/").status_code == 200
    assert admin_client.get(f"{base}/history/").status_code == 200


@pytest.mark.parametrize("model", ["publication", "author", "tag"])
def test_lists_answer_and_can_be_searched(admin_client, model):
    seed_publication(keywords="heroin")
    assert admin_client.get(f"/admin/publications/{model}/?q=koob").status_code == 200


def test_queries_of_the_list_do_not_grow_with_rows(admin_client, django_assert_max_num_queries):
    seed_publication()
    with django_assert_max_num_queries(30) as few:
        admin_client.get("/admin/publications/publication/")
    for _ in range(10):
        make_publication(authors="A, B; C, D")
    with django_assert_max_num_queries(len(few)):
        admin_client.get("/admin/publications/publication/")


def test_a_name_that_is_corrected_leads_to_whoever_has_that_name():
    publication = make_publication(authors="Kob, George F")
    make_publication(authors="Koob, George F")
    person = publication.contributions.get()
    person.family = "Koob"
    person.save()
    assert person.author == Author.objects.get(family="Koob")
    person.family = "KOOB"
    person.save()
    assert person.author == Author.objects.get(family="Koob")


def people_of(publication: Publication) -> list[tuple[int, str]]:
    return list(publication.contributions.order_by("role", "position").values_list("position", "family"))


def test_people_change_places_as_their_numbers_say(admin_client):
    publication = make_publication(authors="Ash, A; Birch, B; Cedar, C")
    address = f"/admin/publications/publication/{publication.pk}/change/"
    swapped = {"contributions-0-position": "1", "contributions-1-position": "0"}
    sent = admin_client.post(address, opened_form(admin_client, address, **swapped))
    assert sent.status_code == 302, sent.context["errors"]
    assert people_of(publication) == [(0, "Birch"), (1, "Ash"), (2, "Cedar")]

    first = {
        "contributions-TOTAL_FORMS": 5,
        "contributions-3-position": "0",
        "contributions-3-family": "Dogwood",
    }
    last = {
        "contributions-4-family": "Elm",
        "contributions-3-role": "author",
        "contributions-4-role": "author",
    }
    out = {"contributions-1-DELETE": "on"}
    sent = admin_client.post(address, opened_form(admin_client, address, **first, **last, **out))
    assert sent.status_code == 302, sent.context["errors"]
    assert people_of(publication) == [(0, "Dogwood"), (1, "Birch"), (2, "Cedar"), (3, "Elm")]
    publication.refresh_from_db()
    assert publication.authors_text.startswith("Dogwood; Birch, B")

    sent = admin_client.post(address, opened_form(admin_client, address, **{"contributions-0-position": "2"}))
    assert sent.status_code == 302, sent.context["errors"]
    assert [name for _, name in people_of(publication)] == ["Birch", "Cedar", "Dogwood", "Elm"]


def test_of_very_many_people_the_rest_can_be_saved_and_nobody_is_lost(admin_client, monkeypatch):
    monkeypatch.setattr(people_admin, "MOST", 2)
    names = "Carmack, Stephanie A; Koob, George F; Stein, Elliot A"
    made = make_publication(authors=names, keywords="mood")
    door = reverse("admin:publications_publication_change", args=[made.pk])
    shown = admin_client.get(door).content.decode()
    assert "3 authors and editors are too many for a form" in shown and "contributions-0-family" not in shown
    assert admin_client.post(door, opened_form(admin_client, door, volume="7")).status_code == 302
    made.refresh_from_db()
    assert (made.volume, made.authors_text, made.contributions.count()) == ("7", names, 3)
    assert made.history.first().authors_text == names
    made.contributions.last().delete()
    assert "contributions-0-family" in admin_client.get(door).content.decode()


@pytest.mark.parametrize("may_change", [False, True])
def test_of_a_hidden_one_with_the_same_doi_only_who_may_see_it_is_told(client, may_change):
    make_publication(title="Not public yet", doi="10.1172/a", is_public=False)
    user = User.objects.create_user("adds", is_staff=True)
    may = ["add_publication", *["change_publication", "view_publication"] * may_change]
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(user)
    door = reverse("admin:publications_publication_add")
    shown = client.post(door, opened_form(client, door, title="New", doi="10.1172/A"), follow=True)
    assert Publication.objects.filter(title="New").exists()
    assert ("Not public yet" in shown.content.decode()) is may_change


def test_an_identifier_that_no_index_could_hold_is_refused_in_words(admin_client):
    door = reverse("admin:publications_publication_add")
    sent = opened_form(admin_client, door, title="New", doi=f"10.1172/{'x' * 300}")
    assert "longer than 255 characters" in admin_client.post(door, sent).content.decode()


def test_a_citation_key_is_broken_behind_its_signs(admin_client):
    make_publication(citation_key="Doe:2020_<b>a")
    page = admin_client.get("/admin/publications/publication/").content.decode()
    assert "Doe:<wbr>2020_&lt;<wbr>b&gt;<wbr>a<wbr>" in page
