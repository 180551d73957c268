"""Merging in the admin: suggestions, the question, the deed, the way back; and who may."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from publications import variant_pages
from publications.models import Author, AuthorMerge, AuthorPair
from tests.factories import make_publication
from tests.publications.merging.names import author, signed_by, two_spellings

pytestmark = pytest.mark.django_db
VARIANTS = "/admin/publications/author/variants/"
MERGE = "/admin/publications/author/merge/"


def text(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_suggestion_says_why_how_many_and_which(admin_client):
    two_spellings()
    shown = text(admin_client, VARIANTS)
    assert "The initials fit the given names. 1 co-author in common." in shown
    assert shown.count("2 publications") == 2
    assert "Three" in shown and "Four" in shown


def test_different_people_are_not_asked_about_again_until_decided_anew(admin_client):
    two_spellings()
    text(admin_client, VARIANTS)
    pair = AuthorPair.objects.get()
    decide = reverse("admin:publications_author_decide", args=[pair.pk])
    admin_client.post(decide)
    assert "There is nothing to decide." in text(admin_client, VARIANTS)
    assert "Decide again" in text(admin_client, f"{VARIANTS}?kind=different")
    assert AuthorPair.objects.get().decided_by.username == "admin"
    admin_client.post(decide, {"open": "1"})
    assert "Different people</button>" in text(admin_client, VARIANTS)


def test_the_question_shows_both_and_what_speaks_against_it(admin_client):
    make_publication(title="Both sign this", authors="Smith, J; Smith, K")
    ids = f"id={author('Smith', 'J').pk}&id={author('Smith', 'K').pk}"
    shown = text(admin_client, f"{MERGE}?{ids}")
    assert "“Smith, J” and “Smith, K” do not fit each other." in shown
    assert "both sign “Both sign this”" in shown
    assert "Yes, merge them" in shown


def test_what_cannot_be_has_no_button(admin_client):
    full, short = two_spellings()
    Author.objects.filter(pk=full.pk).update(orcid="0000-0002-1825-0097")
    Author.objects.filter(pk=short.pk).update(orcid="0000-0002-1694-233X")
    shown = text(admin_client, f"{MERGE}?id={full.pk}&id={short.pk}")
    assert "different people" in shown and "Yes, merge them" not in shown


@pytest.mark.parametrize("query", ["", "?id=x", "?id=99999999999999999999", "?id=1&keep=%00"])
def test_a_question_about_nobody_says_how_to_begin(admin_client, query):
    assert "Choose at least two authors" in text(admin_client, MERGE + query)


def test_merged_and_taken_back_and_both_are_in_the_log(admin_client):
    full, short = two_spellings()
    sent = {"id": [full.pk, short.pk], "keep": full.pk, "from": "variants"}
    done = admin_client.post(MERGE, sent, follow=True)
    assert (
        "“Vendruscolo, L F” is “Vendruscolo, Leandro F” now: 2 publications moved." in done.content.decode()
    )
    assert len(signed_by(full)) == 4
    merge = AuthorMerge.objects.get()
    assert merge.get_absolute_url() in text(admin_client, f"/admin/publications/author/{full.pk}/change/")
    assert "Take it back?" in text(admin_client, merge.get_absolute_url())
    undone = admin_client.post(merge.get_absolute_url(), follow=True).content.decode()
    assert "are two authors again" in undone and "It was taken back on" in undone
    assert len(signed_by(full)) == 2
    said = list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))
    assert said[-2].startswith("Merged “Vendruscolo, L F”") and said[-1].startswith("Merge taken back")


def test_a_merge_that_came_too_late_is_refused_in_words(admin_client):
    full, short = two_spellings()
    sent = {"id": [full.pk, short.pk], "keep": full.pk}
    admin_client.post(MERGE, sent)
    again = admin_client.post(MERGE, sent)
    assert "already" in again.content.decode()
    assert AuthorMerge.objects.count() == 1


def test_the_list_of_authors_leads_to_the_question_and_hides_who_was_merged(admin_client):
    full, short = two_spellings()
    assert f'href="{VARIANTS}"' in text(admin_client, "/admin/publications/author/")
    chosen = {"action": "merge_chosen", "_selected_action": [full.pk, short.pk]}
    response = admin_client.post("/admin/publications/author/", chosen)
    assert response["Location"] == f"{MERGE}?id={full.pk}&id={short.pk}"
    admin_client.post(MERGE, {"id": [full.pk, short.pk], "keep": full.pk})
    assert "Vendruscolo, L F</a>" not in text(admin_client, "/admin/publications/author/")
    found = text(admin_client, "/admin/publications/author/?q=vendruscolo l f")
    assert "Vendruscolo, Leandro F</a>" in found
    moved = admin_client.get(f"/admin/publications/author/{short.pk}/change/")
    assert moved["Location"] == f"/admin/publications/author/{full.pk}/change/"


def test_who_may_only_look_may_not_merge(client):
    full, short = two_spellings()
    who = User.objects.create_user("reader", password="x", is_staff=True)
    who.user_permissions.set(Permission.objects.filter(codename__in=["view_author", "view_authormerge"]))
    client.force_login(who)
    assert client.get(VARIANTS).status_code == 403
    assert client.post(MERGE, {"id": [full.pk, short.pk], "keep": full.pk}).status_code == 403
    merge = AuthorMerge.objects.create(author=short, into=full)
    assert "Yes, take it back" not in text(client, merge.get_absolute_url())
    assert client.post(merge.get_absolute_url()).status_code == 403
    assert client.get("/admin/publications/authormerge/").status_code == 200


def test_many_new_names_are_compared_in_the_background(admin_client, monkeypatch):
    two_spellings()
    begun = []
    monkeypatch.setattr(variant_pages, "FEW", 2)
    monkeypatch.setattr(variant_pages.background, "start", lambda: begun.append(1))
    response = admin_client.get(VARIANTS)
    assert begun and response["Refresh"]
    assert "3 names have not been compared yet" in response.content.decode()


def test_all_names_can_be_compared_anew(admin_client):
    two_spellings()
    text(admin_client, VARIANTS)
    AuthorPair.objects.all().delete()
    admin_client.post(f"{VARIANTS}compare/")
    assert "Merge …" in text(admin_client, VARIANTS)


def test_queries_of_the_suggestions_do_not_grow_with_rows(admin_client, django_assert_max_num_queries):
    two_spellings()
    text(admin_client, VARIANTS)
    with django_assert_max_num_queries(20) as few:
        text(admin_client, VARIANTS)
    count = len(few)
    for number in range(10):
        make_publication(authors=f"Family{number}, Ann")
        make_publication(authors=f"Family{number}, A")
    text(admin_client, VARIANTS)
    with django_assert_max_num_queries(count):
        text(admin_client, VARIANTS)
