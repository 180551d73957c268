"""Who else has a form open: said on opening and while it is open, gone when they are gone, to nobody else."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Post
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.openforms.models import OpenForm
from nidairp.openforms.sentences import clock
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db
BEAT = "/admin/open-form/"
NOON = datetime.datetime(2026, 6, 3, 18, 10, tzinfo=datetime.UTC)  # 2:10 PM in New York


@pytest.fixture
def maria(client: Client) -> Client:
    user = User.objects.create_superuser("maria", first_name="Maria", last_name="Lopez")
    client.force_login(user)
    return client


def beat(client: Client, obj: object, page: str, **more: str):
    name = f"{obj._meta.label_lower}/{obj.pk}"
    return client.post(BEAT, {"object": name, "page": page * 8} | more)


def later(seconds: int) -> None:
    """Lets so much time pass for all that was written down."""
    for row in OpenForm.objects.all():
        row.seen_at -= datetime.timedelta(seconds=seconds)
        row.save()


def shown(client: Client, post: Post) -> str:
    return client.get(reverse("admin:news_post_change", args=[post.pk])).context["open_form"]["says"]


def test_others_are_told_by_name_and_since_when(maria: Client, admin_client: Client) -> None:
    post = make_post()
    assert beat(maria, post, "a").json()["says"] == ""
    since = clock(timezone.now())
    sentence = f"Maria Lopez has this open since {since}."
    assert beat(admin_client, post, "b").json()["says"] == sentence
    assert shown(admin_client, post) == sentence
    assert beat(maria, post, "a").json()["says"] == f"admin has this open since {since}."
    assert shown(admin_client, make_post()) == ""


def test_it_ends_when_they_leave_or_fall_silent(maria: Client, admin_client: Client) -> None:
    post = make_post()
    beat(maria, post, "a")
    beat(maria, post, "a", gone="a" * 8)
    assert shown(admin_client, post) == ""
    beat(maria, post, "a")
    later(89)
    assert "Maria" in shown(admin_client, post)
    later(2)
    assert shown(admin_client, post) == ""


def test_ones_own_second_tab_is_called_so(maria: Client) -> None:
    post = make_post()
    beat(maria, post, "a")
    assert shown(maria, post) == "", "at loading it may be the same tab, loaded again"
    assert beat(maria, post, "b").json()["says"] == "You have this open in another tab."
    assert beat(maria, post, "c", gone="a" * 8).json()["says"] == "You have this open in another tab."
    beat(maria, post, "b", gone="b" * 8)
    assert beat(maria, post, "c").json()["says"] == ""


def test_of_ones_own_tab_that_fell_silent_it_is_said_when_it_was_heard_of(maria: Client) -> None:
    """It may have crashed: nobody knows that it is open."""
    post = make_post()
    beat(maria, post, "a")
    later(50)
    heard = clock(OpenForm.objects.get().seen_at)
    says = beat(maria, post, "b").json()["says"]
    assert says == f"You had this open in another tab at {heard}; nothing has been heard of it since."
    later(41)
    assert beat(maria, post, "c").json()["says"].count("another tab") == 1


def test_three_people_are_named_once_each(maria: Client, admin_client: Client) -> None:
    post, since = make_post(), clock(timezone.now())
    beat(maria, post, "a")
    beat(maria, post, "b")
    beat(admin_client, post, "c")
    jan = Client()
    jan.force_login(User.objects.create_superuser("jan"))
    says = beat(jan, post, "d").json()["says"]
    assert says == f"Maria Lopez (since {since}) and admin (since {since}) have this open."


def test_a_page_is_written_down_at_most_every_half_minute(maria: Client, django_assert_num_queries) -> None:
    post = make_post()
    beat(maria, post, "a")
    first = OpenForm.objects.get().seen_at
    beat(maria, post, "a")
    assert OpenForm.objects.get().seen_at == first
    later(26)
    beat(maria, post, "a")
    assert OpenForm.objects.get().seen_at > first
    assert OpenForm.objects.get().since < OpenForm.objects.get().seen_at


def test_what_is_long_gone_is_swept_away(maria: Client) -> None:
    beat(maria, make_post(), "a")
    later(1000)
    beat(maria, make_post(), "b")
    assert OpenForm.objects.get().page == "b" * 8


def test_every_form_of_content_takes_part(maria: Client, admin_client: Client) -> None:
    item = tree.add(MenuItem.objects.menu("primary"), "News", address="/news/")
    for page, obj in zip(
        "abcde", (make_post(), make_page(), make_category(), make_publication(), item), strict=True
    ):
        beat(maria, obj, page)
        address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
        response = admin_client.get(address)
        assert "Maria Lopez has this open" in response.content.decode(), obj._meta.label
        assert f'data-object="{obj._meta.label_lower}/{obj.pk}"' in response.content.decode()


def test_only_who_may_change_it_hears_and_is_heard_of(client: Client) -> None:
    post = make_post()
    assert beat(client, post, "a").status_code == 401
    assert client.get(BEAT).status_code == 401
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_post"))
    client.force_login(reader)
    assert beat(client, post, "a").status_code == 403
    assert "open_form" not in client.get(reverse("admin:news_post_change", args=[post.pk])).context
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize(
    "name", ["news.post/0", "news.post/x", "news.nothing/1", "auth.user/1", "news", "/", "a.b/1"]
)
def test_what_is_no_content_is_not_found(maria: Client, name: str) -> None:
    assert maria.post(BEAT, {"object": name, "page": "a" * 8}).status_code == 404


def test_a_page_has_a_plain_name(maria: Client) -> None:
    for page in ("", "short", "x" * 40, "aaaaaaaa\x00"):
        assert maria.post(BEAT, {"object": f"news.post/{make_post().pk}", "page": page}).status_code == 404


def test_nobody_closes_the_page_of_another(maria: Client, admin_client: Client) -> None:
    post = make_post()
    beat(maria, post, "a")
    beat(admin_client, post, "b", gone="a" * 8)
    assert "Maria" in shown(admin_client, post)


def test_it_is_sent_with_a_token_and_a_new_one_is_given(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    post = make_post()
    assert beat(client, post, "a").status_code == 403
    given = client.get(BEAT).json()
    assert given["user"] == admin_user.pk
    assert beat(client, post, "a", csrfmiddlewaretoken=given["token"]).status_code == 200


def test_the_clock_is_the_institutes_and_names_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert clock(NOON) == "2:10 PM"
    assert clock(NOON - datetime.timedelta(days=1)) == "2:10 PM, June 2"
