"""The form and its one control: what each button does, what it says, and who may press it."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from news.models import CitedPublication, Post
from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.admin import EditedAdmin
from nidairp.editing.models import Revision
from nidairp.pages.models import Page
from tests.factories import make_image, make_page, make_post, make_publication
from tests.nidairp.editing.conftest import Clock, eastern
from tests.sent import as_sent, opened_form

# What is shown and said is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]


def address(obj, door: str = "change", *more) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{door}", args=[obj.pk, *more])


def save(client: Client, obj, button: str = "_draft", value: str = "1", **typed):
    response = client.post(address(obj), opened_form(client, address(obj), **typed, **{button: value}))
    assert response.status_code == 302, response.context["errors"]
    obj.refresh_from_db()
    return client.get(address(obj)).content.decode()


def buttons(shown: str) -> list[str]:
    """Those that a browser with JavaScript shows, by name and words."""
    row = shown.split('class="submit-row')[1]
    row = re.sub(r"<noscript>.*?</noscript>", "", row, flags=re.DOTALL)
    found = re.findall(r'<button type="submit" name="(\w+)"([^>]*)>([^<]*)</button>', row)
    return [f"{name}: {words.strip()}" for name, rest, words in found if " hidden" not in rest]


def writer(*models: str) -> User:
    """May write, and not publish."""
    user = User.objects.create_user("wanda", password="password", is_staff=True)
    for model in models:
        for word in ("add", "change", "view"):
            user.user_permissions.add(Permission.objects.get(codename=f"{word}_{model}"))
    return user


def test_the_buttons_say_what_will_happen(admin_client: Client, ann: User, clock: Clock) -> None:
    moment = eastern("2026-06-03 09:00")
    draft, public = make_page(state="draft"), make_page()
    planned = make_page(state="draft", publish_at=moment)
    changes = make_page()
    publishing.schedule_for(changes, moment, ann, snapshot.take(changes))
    said = {
        draft: "_publish: Publish now",
        public: "_publish: Publish changes",
        planned: "_schedule: Schedule for June 3, 2026, 9:00 AM Eastern",
        changes: "_schedule: Schedule changes for June 3, 2026, 9:00 AM Eastern",
    }
    for page, words in said.items():
        assert buttons(admin_client.get(address(page)).content.decode()) == ["_draft: Save draft", words]
    assert buttons(admin_client.get("/admin/pages/page/add/").content.decode())[1] == "_publish: Publish now"


def test_the_enter_key_publishes_nothing(admin_client: Client) -> None:
    """It presses the first button of the form; and a form without any button saves a draft."""
    page = make_page(title="Public")
    shown = admin_client.get(address(page)).content.decode()
    assert re.findall(r'<(?:button|input)[^>]*type="submit"[^>]*name="(\w+)"', shown)[0] == "_draft"
    admin_client.post(address(page), opened_form(admin_client, address(page), title="Typed"))
    page.refresh_from_db()
    assert (page.title, page.draft.content["fields"]["title"]) == ("Public", "Typed")


def test_a_draft_over_a_public_post_comes_back_in_the_form_with_its_publications(
    admin_client: Client, client: Client
) -> None:
    one, two = make_publication(title="One"), make_publication(title="Two")
    post = make_post(title="Public", cites=(one,))
    rows = {
        "citedpublication_set-TOTAL_FORMS": 2,
        "citedpublication_set-0-DELETE": "on",
        "citedpublication_set-1-publication": two.pk,
        "citedpublication_set-1-position": 0,
    }
    shown = save(admin_client, post, title="Draft", **rows)
    assert "These changes are not public yet." in shown
    sent = opened_form(admin_client, address(post))
    assert (sent["title"], sent["citedpublication_set-0-publication"]) == ("Draft", two.pk)
    assert "citedpublication_set-1-publication" not in sent
    public = Client().get(post.get_absolute_url()).content.decode()
    assert "Public" in public and "One" in public and "Two" not in public
    assert list(post.publications.all()) == [one]

    save(admin_client, post, "_publish")
    assert (post.title, list(post.publications.all()), post.has_draft) == ("Draft", [two], False)


def test_what_is_wrong_is_listed_above_the_form_with_a_link_to_each_field(admin_client: Client) -> None:
    post = make_post()
    events = {"events-TOTAL_FORMS": 1, "events-0-title": "A talk", "events-0-starts_at": "soon"}
    sent = opened_form(admin_client, address(post), figure=make_image().pk, figure_alt="", **events)
    shown = admin_client.post(address(post), sent).content.decode()
    listed = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>: ', shown)
    assert ("id_figure_alt", "Alternative text") in listed
    assert ("id_events-0-starts_at", "Event 1: Begins") in listed
    assert all(shown.count(f'id="{field}"') == 1 for field, _ in listed)


def test_a_publication_that_the_draft_left_out_can_be_put_back(admin_client: Client) -> None:
    """It still stands under what is public, which is no reason to refuse it in the draft."""
    one = make_publication()
    post = make_post(cites=(one,))
    save(admin_client, post, **{"citedpublication_set-0-DELETE": "on"})
    rows = {
        "citedpublication_set-TOTAL_FORMS": 1,
        "citedpublication_set-0-publication": one.pk,
        "citedpublication_set-0-position": 3,
    }
    save(admin_client, post, "_publish", **rows)
    assert list(CitedPublication.objects.values_list("post", "publication", "position")) == [
        (post.pk, one.pk, 3)
    ]


def test_the_buttons_do_what_they_say(admin_client: Client, clock: Clock) -> None:
    page = make_page(state="draft", title="A page")
    shown = save(admin_client, page, "_schedule", "2026-06-03T09:00", publish_at="2026-06-03T09:00")
    assert "Scheduled “A page”: the page will be public on June 3, 2026, 9:00 AM Eastern." in shown
    assert (page.state, page.publish_at) == ("scheduled", eastern("2026-06-03 09:00"))
    shown = save(admin_client, page, "_draft", title="Changed")
    assert "What was scheduled for June 3, 2026, 9:00 AM Eastern stays as it was." in shown
    assert (page.state, page.title) == ("scheduled", "A page")
    shown = save(admin_client, page, "_schedule", "2026-06-03T09:00")
    assert (page.state, page.title, page.publish_at) == ("scheduled", "Changed", eastern("2026-06-03 09:00"))
    shown = save(admin_client, page, "_publish", publish_at="")
    assert page.is_public and f': <a href="{page.get_absolute_url()}">look at' in shown


def test_now_means_now_whatever_the_field_says(admin_client: Client, clock: Clock) -> None:
    """Without JavaScript both buttons are there; the one that is pressed decides."""
    page = make_page(state="draft")
    save(admin_client, page, "_publish", publish_at="2026-06-03T09:00")
    assert (page.state, page.publish_at) == ("published", None)


@pytest.mark.parametrize(
    ("button", "typed", "answer"),
    [
        ("2026-06-03T09:00", "", "Say when to publish it"),
        ("2026-06-03T09:00", "2026-06-04T09:00", "the button named another time"),
        ("2026-06-01T11:00", "2026-06-01T11:00", "June 1, 2026, 11:00 AM Eastern is past"),
        ("typed", "June", "Enter a valid date/time"),
    ],
)
def test_a_schedule_that_contradicts_itself_is_refused(
    admin_client: Client, clock: Clock, button: str, typed: str, answer: str
) -> None:
    page = make_page(state="draft", title="Before")
    sent = opened_form(admin_client, address(page), title="Kept", publish_at=typed, _schedule=button)
    clock.set("2026-06-01 12:01")
    response = admin_client.post(address(page), sent)
    shown = response.content.decode()
    page.refresh_from_db()
    assert (page.state, page.title) == ("draft", "Before")
    assert answer in shown
    assert ">\nKept</textarea>" in shown


def test_without_javascript_the_time_that_was_typed_counts(admin_client: Client, clock: Clock) -> None:
    page = make_page(state="draft")
    assert "Schedule for the time above" in admin_client.get(address(page)).content.decode()
    save(admin_client, page, "_schedule", "typed", publish_at="2026-06-04T10:30")
    assert page.publish_at == eastern("2026-06-04 10:30")


def test_an_hour_that_summer_time_leaves_out_is_refused(admin_client: Client, clock: Clock) -> None:
    page = make_page(state="draft")
    sent = opened_form(admin_client, address(page), publish_at="2027-03-14T02:30", _schedule="typed")
    response = admin_client.post(address(page), sent)
    assert "may not exist" in response.content.decode()


def test_a_time_to_come_off_that_is_over_is_refused(admin_client: Client, clock: Clock) -> None:
    page = make_page(state="draft")
    sent = opened_form(admin_client, address(page), unpublish_at="2026-05-03T09:00", _publish="1")
    assert "choose a later time" in admin_client.post(address(page), sent).content.decode()


def test_a_time_that_was_planned_in_a_draft_names_the_button(admin_client: Client, clock: Clock) -> None:
    post = make_post()
    shown = save(admin_client, post, publish_at="2026-06-03T09:00")
    assert buttons(shown)[1] == "_schedule: Schedule changes for June 3, 2026, 9:00 AM Eastern"
    assert (post.publish_at, post.state) == (None, "published")


def test_who_may_not_publish_can_draft_and_submit(client: Client) -> None:
    client.force_login(writer("post", "page", "citedpublication"))
    page = make_page(title="Public")
    assert buttons(client.get(address(page)).content.decode()) == [
        "_draft: Save draft",
        "_submit: Submit for review",
    ]
    shown = save(client, page, "_submit", title="Mine", note="Please look")
    assert "wanda submitted this for review" in shown
    assert (page.title, page.submitted_by.username) == ("Public", "wanda")
    for name in ("_publish", "_schedule"):
        sent = opened_form(
            client, address(page), publish_at="2099-06-03T09:00", title="Sneaked", **{name: "typed"}
        )
        assert client.post(address(page), sent).status_code == 403
    page.refresh_from_db()
    assert page.title == "Public"


def test_who_may_not_publish_makes_drafts(client: Client) -> None:
    client.force_login(writer("page"))
    add = "/admin/pages/page/add/"
    assert client.post(add, opened_form(client, add, title="T", slug="t", _publish="1")).status_code == 403
    assert not Page.objects.exists()
    assert client.post(add, opened_form(client, add, title="T", slug="t", _draft="1")).status_code == 302
    assert Page.objects.get().state == "draft"


def test_what_is_public_is_not_deleted_without_the_right_to_unpublish(client: Client) -> None:
    user = writer("page")
    user.user_permissions.add(Permission.objects.get(codename="delete_page"))
    client.force_login(user)
    assert client.get(address(make_page(state="draft"), "delete")).status_code == 200
    assert client.get(address(make_page(), "delete")).status_code == 403


def test_a_note_and_a_name_stand_in_the_history(admin_client: Client) -> None:
    page = make_page()
    save(admin_client, page, note="Shorter")
    revision = Revision.objects.of(page).newest_first().first()
    assert (revision.note, revision.user.username, revision.kind) == ("Shorter", "admin", "draft")


def test_a_refused_save_shows_both_texts(admin_client: Client) -> None:
    page = make_page(body="<p>One old sentence.</p>")
    mine = opened_form(admin_client, address(page), body="<p>One new sentence.</p>")
    save(admin_client, page, body="<p>One other sentence.</p>")
    shown = admin_client.post(address(page), mine).content.decode()
    assert re.search(r"<del>.*?other.*?</del><ins>.*?new.*?</ins>", shown, re.DOTALL)
    assert "Save mine over it" in shown


def test_a_save_over_a_draft_that_changed_no_public_row_is_refused_too(admin_client: Client) -> None:
    page = make_page(title="Public")
    mine = opened_form(admin_client, address(page), title="Mine")
    drafts.save(page, snapshot.with_fields(snapshot.take(page), title="Theirs"), None)
    response = admin_client.post(address(page), mine)
    assert "has been changed since you opened it" in response.content.decode()
    ticked = mine | {"version": response.context["adminform"].form.fields["version"].widget.found}
    assert admin_client.post(address(page), ticked).status_code == 302
    page.refresh_from_db()
    assert page.draft.content["fields"]["title"] == "Mine"


def test_the_address_of_a_draft_is_not_offered_as_the_public_one(admin_client: Client) -> None:
    page = make_page(slug="here")
    shown = save(admin_client, page, slug="there")
    assert 'href="/here/" class="viewsitelink"' in shown
    assert Client().get("/there/").status_code == 404


def test_a_figure_that_was_chosen_belongs_to_the_draft(admin_client: Client) -> None:
    post, image = make_post(), make_image()
    save(admin_client, post, figure=image.pk, figure_alt="Bars")
    assert not post.figure
    save(admin_client, post, "_publish")
    assert post.figure == image


def test_what_only_looks_sees_the_draft_and_no_button(client: Client) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_page"))
    page = make_page(title="Public")
    drafts.save(page, snapshot.with_fields(snapshot.take(page), title="Ahead"), None)
    client.force_login(user)
    shown = client.get(address(page)).content.decode()
    assert "Ahead" in shown and "<button" not in shown.split('class="submit-row')[1]


def test_opening_a_form_takes_the_same_queries_however_many_rows(
    admin_client: Client, django_assert_max_num_queries
) -> None:
    few = make_post(cites=(make_publication(),))
    many = make_post(cites=tuple(make_publication() for _ in range(10)))
    for post in (few, many):
        save(admin_client, post, title="Ahead")
    with django_assert_max_num_queries(100) as queries:
        admin_client.get(address(few))
    # Each row's autocomplete looks its own choice up, as Django has it.
    with django_assert_max_num_queries(len(queries) + 9):
        admin_client.get(address(many))


def test_every_table_under_a_form_is_part_of_the_versions() -> None:
    """One that is not would be written to what is public by saving a draft."""
    admins = [one for one in site._registry.values() if isinstance(one, EditedAdmin)]
    tables = {
        (one.model, r.get_accessor_name()): r.get_accessor_name() in one.model.revised_with
        for one in admins
        for inline in one.inlines
        for r in one.model._meta.related_objects
        if r.related_model is inline.model
    }
    assert len(tables) >= 3
    assert all(tables.values()), tables


def test_a_popup_still_answers_the_window_that_opened_it(admin_client: Client) -> None:
    add = "/admin/pages/page/add/"
    sent = opened_form(admin_client, add, title="Popped", slug="popped", _popup="1")
    assert "popup_response" in admin_client.post(add, sent).content.decode()
    assert not Post.objects.exists() and Page.objects.get().title == "Popped"


def test_a_form_is_sent_as_it_was_opened_without_losing_anything(admin_client: Client) -> None:
    post = make_post(cites=(make_publication(), make_publication()), summary="One", body="<p>Two</p>")
    before = snapshot.take(post)
    sent = as_sent(admin_client.get(address(post)))
    assert admin_client.post(address(post), sent | {"_publish": "1"}).status_code == 302
    post.refresh_from_db()
    assert snapshot.same(before, snapshot.take(post))


def test_a_title_is_one_line_however_it_was_typed(admin_client: Client) -> None:
    shown = save(admin_client, make_page(), title=" Of two\r\n lines ")
    assert ">\nOf two lines</textarea>" in shown
