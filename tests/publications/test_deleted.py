"""A publication that was deleted by mistake comes back as it was, hidden; or it is gone for good."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications import retagging
from publications.deleted import HISTORY, bring_back, forget, gone
from publications.importing import batch as importing
from publications.models import AttachedFile, Author, Publication, Tag
from tests.factories import make_document, make_publication, seed_publication
from tests.publications.importing.texts import entry, imported

pytestmark = pytest.mark.django_db
LIST = reverse("admin:publications_publication_deleted")
AUTHORS = "de la Cruz, María; National Institute on Drug Abuse; King, Jr., Martin"


def delete(client: Client, publication: Publication) -> str:
    door = reverse("admin:publications_publication_delete", args=[publication.pk])
    return client.post(door, {"post": "yes"}, follow=True).content.decode()


def door(name: str) -> str:
    return reverse(f"admin:publications_publication_{name}", args=[gone().get().pk])


def test_it_comes_back_with_its_people_and_keywords_and_is_hidden(admin_client: Client, client) -> None:
    made = make_publication(title="Lost", keywords="heroin", authors=AUTHORS, editors="Koob, George F")
    made.contributions.filter(family="de la Cruz").update(family="Cruz", prefix="de la")
    made.contributions.filter(family="King").update(
        family="King; Sons", author=Author.objects.create(family="King", slug="king")
    )
    made.refresh()
    paper, gone_since = make_document(), make_document("gone.pdf")
    AttachedFile.objects.create(publication=made, document=paper, label="The paper", position=3)
    AttachedFile.objects.create(publication=made, document=gone_since)
    before = [(str(person), person.author_id) for person in made.contributions.all()]
    assert "It can be brought back from" in delete(admin_client, made)
    assert "Lost" in admin_client.get(LIST).content.decode()
    assert admin_client.get(door("bring_back")).status_code == 405

    gone_since.delete()
    shown = admin_client.post(door("bring_back"), follow=True).content.decode()
    assert "“Lost” is back, and hidden" in shown
    assert f"The file “{gone_since}” is no longer in the library" in shown
    back = Publication.objects.get()
    assert (back.pk, back.slug, back.is_public) == (made.pk, made.slug, False)
    assert [(str(person), person.author_id) for person in back.contributions.all()] == before
    assert [(f.document, f.label, f.position) for f in back.files.all()] == [(paper, "The paper", 3)]
    assert [tag.name for tag in back.tags.all()] == ["heroin"]
    assert client.get(back.get_absolute_url()).status_code in (404, 410)
    assert "Nothing that was deleted" in admin_client.get(LIST).content.decode()


def test_it_says_which_keywords_are_here_again_with_it() -> None:
    make_publication(keywords="mood, rats").delete()
    retagging.rename(Tag.objects.get(name="mood"), "Affect", None)
    back, missing = bring_back(gone().get().pk, None)
    assert {tag.name for tag in back.tags.all()} == {"mood", "rats"}
    assert [words for words in missing if "back with it: “mood”." in words]


def test_names_keep_the_capitals_that_they_are_printed_in() -> None:
    make_publication(authors="McDonald, Jan; King, Jr., Martin")
    names = "MCDONALD, JAN; KING, JR., MARTIN; McDonald, Jan"
    make_publication(authors=names).delete()
    assert bring_back(gone().get().pk, None)[0].authors_text == names


def test_of_two_who_ask_for_one_at_once_the_second_waits() -> None:
    make_publication().delete()
    with CaptureQueriesContext(connection) as asked:
        forget(gone().get().pk)
    locks = connection.features.has_select_for_update
    assert any("FOR UPDATE" in one["sql"] for one in asked) == locks


def test_what_has_its_key_by_now_is_not_written_over(admin_client: Client) -> None:
    made = seed_publication()
    delete(admin_client, made)
    seed_publication(title="Another")
    shown = admin_client.post(door("bring_back"), follow=True).content.decode()
    assert "belongs to another publication now" in shown
    assert [one.title for one in Publication.objects.all()] == ["Another"]


def test_many_that_were_deleted_at_once_are_there_and_what_an_undone_import_made_is_not(
    admin_client: Client,
) -> None:
    importing.undo(imported(entry()))
    pks = [make_publication().pk for _ in range(2)]
    sent = {"action": "delete_selected", "_selected_action": pks, "post": "yes"}
    answer = admin_client.post(reverse("admin:publications_publication_changelist"), sent, follow=True)
    assert "It can be brought back from" in answer.content.decode()
    assert sorted(kept.id for kept in gone()) == sorted(pks)


def test_its_history_can_be_removed_for_good(admin_client: Client) -> None:
    made, other = make_publication(title="A name to forget"), make_publication()
    delete(admin_client, made)
    there = door("forget")
    assert "It cannot be brought back" in admin_client.get(there).content.decode()
    assert HISTORY.objects.filter(id=made.pk).exists()
    assert "removed for good" in admin_client.post(there, follow=True).content.decode()
    assert not HISTORY.objects.filter(id=made.pk).exists()
    assert HISTORY.objects.filter(id=other.pk).exists()
    assert LogEntry.objects.filter(change_message="Its history was removed for good.").exists()
    assert "It is not among what was deleted" in admin_client.get(there, follow=True).content.decode()


@pytest.mark.parametrize(
    "allowed", [[], ["view_publication"], ["add_publication"], ["add_publication", "change_publication"]]
)
def test_who_may_not_gets_nowhere(admin_client: Client, client: Client, allowed: list[str]) -> None:
    delete(admin_client, make_publication())
    doors = {name: door(name) for name in ("bring_back", "forget")}
    looks = User.objects.create_user("looks", is_staff=True)
    looks.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(looks)
    may_add = "change_publication" in allowed
    assert client.get(LIST).status_code == (200 if may_add else 403)
    listed = client.get(reverse("admin:publications_publication_changelist"))
    assert (LIST in listed.content.decode()) == may_add
    assert client.post(doors["forget"]).status_code == 403
    assert client.post(doors["bring_back"]).status_code == (302 if may_add else 403)


def test_who_may_delete_and_not_add_is_led_to_no_closed_door(client: Client) -> None:
    deletes = User.objects.create_user("deletes", is_staff=True)
    may = ["view_publication", "change_publication", "delete_publication"]
    deletes.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(deletes)
    shown = delete(client, make_publication())
    assert LIST not in shown
    assert "Anyone who may add and change publications can bring it back." in shown
