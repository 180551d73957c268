"""Authors in the admin: found by their names in any spelling, with an ORCID iD that is one."""

import pytest
from django.contrib.auth.models import Permission, User

from publications.models import Author
from tests.factories import make_publication
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
LIST = "/admin/publications/author/"


def author(name: str = "Müller, Anna K") -> Author:
    make_publication(authors=name)
    return Author.objects.latest("pk")


def sent(author: Author, **values: str) -> dict[str, str]:
    fields = "family given prefix suffix slug orcid affiliation".split()
    return {name: getattr(author, name) for name in fields} | values


@pytest.mark.parametrize(("asked", "found"), [("muller", True), ("Müller ann", True), ("meier", False)])
def test_an_author_is_found_with_and_without_accents(admin_client, asked, found):
    author()
    assert ("Müller, Anna K</a>" in admin_client.get(f"{LIST}?q={asked}").content.decode()) is found


def test_an_author_is_found_by_orcid_in_any_form(admin_client):
    Author.objects.filter(pk=author().pk).update(orcid="0000-0002-1825-0097")
    assert "Müller" in admin_client.get(f"{LIST}?q=https://orcid.org/0000-0002-1825-0097").content.decode()


def test_an_orcid_is_kept_in_its_own_form_and_a_wrong_one_refused(admin_client):
    one = author()
    change = f"{LIST}{one.pk}/change/"
    refused = admin_client.post(change, sent(one, orcid="0000-0002-1825-0098"))
    assert "does not fit" in str(refused.context["adminform"].errors["orcid"])
    version = refused.context["adminform"].form.initial["version"]
    admin_client.post(
        change, sent(one, orcid="https://orcid.org/0000-0002-1825-0097", version=version), follow=True
    )
    one.refresh_from_db()
    assert one.orcid == "0000-0002-1825-0097"


def test_a_name_that_another_has_is_refused_in_words(admin_client):
    one, other = author(), author("Berg, Jan")
    form = admin_client.get(f"{LIST}{other.pk}/change/").context["adminform"].form
    values = sent(other, family="müller", given="Anna  K", version=form.initial["version"])
    refused = admin_client.post(f"{LIST}{other.pk}/change/", values)
    assert f"There is already an author “{one}”" in str(refused.context["errors"])


def test_queries_of_the_list_do_not_grow_with_rows(admin_client, django_assert_max_num_queries):
    author()
    with django_assert_max_num_queries(30) as few:
        assert '<td class="field-works">1</td>' in admin_client.get(LIST).content.decode()
    for number in range(10):
        author(f"N{number}, X")
    with django_assert_max_num_queries(len(few)):
        admin_client.get(LIST)


@pytest.mark.parametrize("may_look", [False, True])
def test_what_keeps_an_author_is_named_to_who_may_see_it(client, may_look):
    make_publication(title="Not public yet", authors="Müller, Anna K", is_public=False)
    allowed = ["view_author", "delete_author", *["view_publication"] * may_look]
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(editor)
    shown = client.get(f"{LIST}{Author.objects.get().pk}/delete/").content.decode()
    assert ("Not public yet" in shown) is may_look and "Cannot delete author" in shown


def test_a_misspelled_name_is_put_right_on_all_publications_that_print_it(admin_client):
    wrong = [make_publication(authors=f"First, A; Kobb, George F; Last {n}, Z") for n in range(2)]
    other = make_publication(authors="Kobb, G F")
    kobb = Author.objects.get(family="Kobb", given="George F")
    door = f"{LIST}{kobb.pk}/change/"
    sent = opened_form(admin_client, door, family="Koob", reprint=['["Kobb", "George F", "", ""]'])
    shown = admin_client.post(door, sent, follow=True).content.decode()
    assert "2 publications that printed another name now print “Koob, George F”." in shown
    for number, publication in enumerate(wrong):
        publication.refresh_from_db()
        assert publication.authors_text == f"First, A; Koob, George F; Last {number}, Z"
        assert publication.history.first().authors_text == publication.authors_text
        assert publication.contributions.get(position=1).author == kobb
    other.refresh_from_db()
    assert other.authors_text == "Kobb, G F"


def test_who_may_not_change_publications_prints_nothing_anew(client):
    publication = make_publication(authors="Kobb, George F")
    kobb = Author.objects.get(family="Kobb")
    user = User.objects.create_user("names", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_author", "change_author"]))
    client.force_login(user)
    door = f"{LIST}{kobb.pk}/change/"
    assert "Correct it in the publications" not in client.get(door).content.decode()
    sent = opened_form(client, door, family="Koob") | {"reprint": '["Kobb", "George F", "", ""]'}
    assert client.post(door, sent).status_code == 302
    publication.refresh_from_db()
    assert publication.contributions.get().family == "Kobb"
