"""Publications in the admin: people in order, and what lists show of them."""

import pytest

from publications.models import Author, Publication
from tests.factories import make_publication, seed_publication

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


def test_a_taken_key_is_refused(admin_client):
    make_publication(citation_key="k")
    response = admin_client.post("/admin/publications/publication/add/", form())
    assert "citation_key" in response.context["adminform"].errors


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
