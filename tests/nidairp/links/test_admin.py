"""The list of broken links in the admin."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.urls import reverse

from nidairp.links.checking import check
from nidairp.links.models import Finding
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.redirects.models import Redirect
from tests.factories import make_page, make_post

pytestmark = pytest.mark.django_db
LIST = reverse("admin:links_finding_changelist")


def found(number: int = 1) -> None:
    for index in range(number):
        body = f'<p><a href="/nothing-{index}/">this</a></p>'
        make_page(body=body)
        make_post(body=body)
        tree.add(MenuItem.objects.menu("footer"), "Menu", address=f"/nothing-{index}/")
        Redirect.objects.create(old_path=f"/old-{index}/", address=f"/nothing-{index}/")
    check()


def test_the_list_leads_to_where_the_link_stands(admin_client):
    found()
    shown = admin_client.get(LIST).content.decode()
    for finding in Finding.objects.all():
        kind = finding.content_type
        assert reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[finding.object_id]) in shown
    assert "There is no page at /nothing-0/." in shown


def act(client, name: str) -> str:
    sent = {"action": name, ACTION_CHECKBOX_NAME: list(Finding.objects.values_list("pk", flat=True))}
    return client.post(f"{LIST}?dismissed=all", sent, follow=True).content.decode()


def test_findings_are_dismissed_and_brought_back(admin_client):
    found()
    assert "4 broken links dismissed." in act(admin_client, "dismiss")
    assert "/nothing-0/" not in admin_client.get(LIST).content.decode()
    assert "/nothing-0/" in admin_client.get(f"{LIST}?dismissed=yes").content.decode()
    assert not Finding.objects.open().exists()
    act(admin_client, "bring_back")
    assert Finding.objects.open().count() == 4


@pytest.mark.parametrize("number", [1, 10])
@pytest.mark.slow
def test_the_list_takes_the_same_queries_however_long(admin_client, number, django_assert_num_queries):
    found(number)
    admin_client.get(LIST)
    with django_assert_num_queries(LISTED):
        admin_client.get(LIST)


#: What is due, session, user, two counts, the rows, what they stand in (4), the filter, the home page.
LISTED = 12


def test_what_was_deleted_meanwhile_is_said(admin_client):
    found()
    MenuItem.objects.filter(parent__isnull=False).delete()
    assert "deleted meanwhile" in admin_client.get(LIST).content.decode()


def test_nobody_adds_or_deletes_findings(admin_client):
    assert admin_client.get(reverse("admin:links_finding_add")).status_code == 403


def test_who_may_not_see_them_does_not(client):
    client.force_login(User.objects.create_user("writer", is_staff=True))
    assert client.get(LIST).status_code == 403


def test_what_was_just_mended_leaves_the_list_at_once(admin_client):
    post = make_post(body='<p><a href="/gone/">One</a> <a href="/lost/">Two</a></p>')
    taken_down = make_post(body='<p><a href="/gone/">One</a></p>')
    check()
    assert Finding.objects.count() == 3
    type(post).objects.filter(pk=post.pk).update(
        body='<p><a href="/news/">One</a> <a href="/lost/">Two</a></p>'
    )
    type(post).objects.filter(pk=taken_down.pk).update(state="draft")
    assert "2 of 3 are mended" in act(admin_client, "look_again")
    assert [finding.link for finding in Finding.objects.all()] == ["/lost/"]
