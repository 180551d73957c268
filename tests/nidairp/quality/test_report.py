"""What could be better on the whole site: written down once, looked at again when something changed."""

import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from news.models import Post
from nidairp.pages.models import Page
from nidairp.quality import assessing
from nidairp.quality.assembling import subjects
from nidairp.quality.checks.finding import RULES
from nidairp.quality.kinds import all_kinds, kind_of
from nidairp.quality.models import Assessment
from nidairp.quality.report import could_be_better
from tests.factories import make_page, make_post
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
REPORT = "/admin/quality/"
GOOD = {
    "title": "What the first month decides",
    "summary": "A review of forty trials says which patients stay in treatment.",
    "body": "<p>Text.</p>",
}
DEAD = {"body": "<p>By <a href='/gone/'>the group</a></p>"}


def good(**values: str) -> Page:
    number = Page.objects.count()
    return make_page(
        **GOOD | {"title": f"A title of its own {number}", "summary": f"{GOOD['summary']} {number}"} | values
    )


def test_what_has_findings_is_listed_with_the_broken_first(admin_client: Client) -> None:
    good()
    short = good(title="Short")
    broken = good(body="<p><img src='/media/a.png'>x</p>")
    Page.objects.filter(pk=broken.pk).update(body="<p>x <img src='/media/a.png'></p>")
    response = admin_client.get(REPORT)
    assert [line["object"] for line in response.context["lines"]] == [broken, short]
    assert f"/admin/pages/page/{broken.pk}/change/#quality" in response.content.decode()
    assert could_be_better() == 2


@pytest.mark.parametrize("other", ["GABA<sub>A</sub> in the rat", "<i>gabaa</i> in the rat"])
def test_titles_that_differ_in_their_markup_alone_are_the_same(other: str) -> None:
    one, there = good(title="GABAA in <i>the rat</i>"), good(title=other)
    (subject,) = subjects(kind_of(Page), [one])
    assert subject.same_title == f"page “{there}”"
    assert subject.same_summary == ""


def test_titles_of_which_readers_see_a_tag_are_others() -> None:
    one, _ = good(title="GABAA in <i>the rat</i>"), good(title="GABA<b>A in the rat")
    (subject,) = subjects(kind_of(Page), [one])
    assert subject.same_title == ""


def test_only_what_is_published_counts() -> None:
    page = good(title="Short")
    good(title="A draft", state="draft")
    assessing.refresh()
    assert could_be_better() == 1
    Page.objects.filter(pk=page.pk).update(state="draft")
    assert could_be_better() == 0
    page.delete()
    assert could_be_better() == 0
    assert assessing.forget_gone() == 1


def test_a_change_is_seen_wherever_it_was_made() -> None:
    page = good(title="Short")
    assessing.refresh()
    page.title = "Long enough to say what it is"
    page.save()
    assert assessing.refresh() == 1
    assert could_be_better() == 0
    assert assessing.refresh() == 0, "what nobody changed is left alone"


def test_a_link_that_died_is_seen_the_next_day() -> None:
    target = good(slug="target")
    good(body="<p>By <a href='/target/'>the group</a></p>")
    assessing.refresh()
    assert could_be_better() == 0
    Page.objects.filter(pk=target.pk).update(state="draft")
    Assessment.objects.update(made_at=timezone.now() - datetime.timedelta(days=2))
    assert assessing.refresh() == 1
    assert Assessment.objects.get(errors__gt=-1, rules__has_key="link-unpublished").advice == 1


def test_saving_in_the_admin_writes_it_down(admin_client: Client) -> None:
    page = good(title="Short")
    address = f"/admin/pages/page/{page.pk}/change/"
    admin_client.post(address, opened_form(admin_client, address, title="Tiny"))
    assert Assessment.objects.get().rules == {"title-short": 1}


def test_the_list_is_narrowed_by_kind_and_by_rule(admin_client: Client) -> None:
    page, post = good(**DEAD), make_post(**GOOD | DEAD | {"title": "Short"})
    assert {line["object"] for line in admin_client.get(REPORT).context["lines"]} == {page, post}
    for query, objects in (("kind=page", [page]), ("kind=post", [post]), ("rule=title-short", [post])):
        assert [line["object"] for line in admin_client.get(f"{REPORT}?{query}").context["lines"]] == objects
    assert admin_client.get(f"{REPORT}?rule=heading-empty").context["lines"] == []
    assert admin_client.get(f"{REPORT}?rule=%00&kind=x&page=y").status_code == 200


def test_what_is_only_said_before_a_text_is_published_is_not_offered(admin_client: Client) -> None:
    offered = {rule.title for rule in admin_client.get(REPORT).context["rules"]}
    never = {
        "The date is of another day",
        "Another article has this address",
        "Another page has this address",
    }
    assert offered == {rule.title for rule in RULES.values()} - never


def test_each_sees_what_is_theirs_to_change(client: Client) -> None:
    good(title="Short page")
    make_post(title="Short post")
    writer = User.objects.create_user("writer", is_staff=True)
    client.force_login(writer)
    assert client.get(REPORT).status_code == 403
    writer.user_permissions.add(Permission.objects.get(codename="change_page"))
    client.force_login(User.objects.get())
    assert [str(line["object"]) for line in client.get(REPORT).context["lines"]] == ["Short page"]
    client.logout()
    assert client.get(REPORT).status_code == 302


def test_the_command_looks_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "TOGETHER", 2)
    for number in range(5):
        good(title=f"Short {number}")
    out = StringIO()
    call_command("check_quality", stdout=out)
    assert out.getvalue() == "5 texts looked at; 5 of all could be better.\n"
    out = StringIO()
    call_command("check_quality", "--all", stdout=out)
    assert out.getvalue().startswith("5 texts")


def test_queries_do_not_grow_with_rows(admin_client: Client, django_assert_max_num_queries) -> None:
    make_post(**GOOD | DEAD)
    good(**DEAD)
    with django_assert_max_num_queries(40) as few:
        admin_client.get(REPORT)
    for _ in range(8):
        make_post(**GOOD | DEAD)
        good(**DEAD)
    with django_assert_max_num_queries(len(few)):
        admin_client.get(REPORT)


def test_every_kind_of_edited_content_is_checked() -> None:
    assert {kind.model for kind in all_kinds()} == {Post, Page}
