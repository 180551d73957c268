"""Keywords renamed, joined and deleted: in the publications' own words too, so that none comes back."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from nidairp.pages.models import PublicationList
from nidairp.patience import Busy
from publications import reprinting, retagging
from publications.models import Author, Publication, Tag
from publications.retagging import renamed
from tests.factories import make_page, make_publication
from tests.publications.agreeing import assert_words_and_rows_agree
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
LIST = reverse("admin:publications_tag_changelist")


def words() -> dict[str, str]:
    return dict(Publication.objects.values_list("title", "keywords"))


def tags_of(title: str) -> set[str]:
    """After a save: what follows from the words."""
    publication = Publication.objects.get(title=title)
    publication.refresh()
    return set(publication.tags.values_list("name", flat=True))


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


@pytest.mark.parametrize(
    ("keywords", "names", "wanted"),
    [
        ("mood, sleep;  rats", {"sleep": "Sleep"}, "mood, Sleep;  rats"),
        ("a, b, c", {"b": "c"}, "a, c"),
        ("a, b", {"a": ""}, "b"),
        ("a", {"a": ""}, ""),
        ("Sleep, sleep, rats", {"Sleep": "Rest"}, "Rest, rats"),
        ("Sleep, rats, SLEEP", {"Sleep": ""}, "rats"),
        ("x\ny;  z z", {"z z": "Z"}, "x\ny;  Z"),
        ("", {"a": "b"}, ""),
        ("النوم، الجرذان", {"النوم": "نوم"}, "نوم، الجرذان"),
        ("睡眠、ラット，老鼠；夢", {"老鼠": "rats", "夢": ""}, "睡眠、ラット，rats"),
    ],
)
def test_only_the_word_itself_changes(keywords: str, names: dict[str, str], wanted: str) -> None:
    assert renamed(keywords, names) == wanted


@pytest.mark.parametrize("keywords", ["Sleep, rest", "rest, Sleep"])
def test_a_word_joined_into_a_neighbour_that_is_written_otherwise_is_there_once(keywords: str) -> None:
    make_publication(title="Other", keywords="REST")
    make_publication(title="One", keywords=keywords)
    retagging.join(tag("REST"), [tag("Sleep")], None)
    assert words()["One"] == ("REST" if keywords.startswith("Sleep") else "rest")
    assert_words_and_rows_agree()


def twin(name: str, slug: str, *titles: str) -> Tag:
    """A row as the release before makes it, which knows of no keys."""
    made = Tag.objects.bulk_create([Tag(name=name, slug=slug)])[0]
    for publication in Publication.objects.filter(title__in=titles):
        publication.tags.add(made)
    return made


@pytest.mark.parametrize("name", ["Sleep", "sleep"])
def test_of_two_rows_for_one_word_none_is_left_behind(name: str) -> None:
    make_publication(title="One", keywords="sleep")
    twin("Sleep", "sleep-2", "One")
    retagging.rename(tag(name), "Rest", None)
    assert words()["One"] == "Rest"
    assert_words_and_rows_agree()


@pytest.mark.parametrize("stays", ["Sleep", "sleep"])
def test_a_twin_that_the_release_before_made_is_joined_by_hand(stays: str) -> None:
    make_publication(title="One", keywords="sleep")
    twin("Sleep", "sleep-2", "One")
    (goes,) = {"Sleep", "sleep"} - {stays}
    retagging.join(tag(stays), [tag(goes)], None)
    assert tags_of("One") == {stays} == set(Tag.objects.values_list("name", flat=True))
    assert_words_and_rows_agree()


def test_a_keyword_that_the_release_before_made_is_found_by_its_name() -> None:
    made = twin("Sleep", "sleep")
    assert list(make_publication(keywords="Sleep, rats").tags.all()) == [made, tag("rats")]
    assert make_publication(keywords="sleep").tags.get() == made


def test_a_keyword_that_the_release_before_renamed_is_not_taken_for_what_it_was() -> None:
    make_publication(keywords="sleep")
    Tag.objects.update(name="Rest")
    assert [str(one) for one in make_publication(title="New", keywords="sleep, rest").tags.all()] == [
        "Rest",
        "sleep",
    ]


def test_the_name_of_a_keyword_in_other_capitals_is_refused(admin_client: Client) -> None:
    make_publication(keywords="mood, rats")
    door = reverse("admin:publications_tag_change", args=[tag("mood").pk])
    assert (
        "join them" in admin_client.post(door, opened_form(admin_client, door, name="Rats")).content.decode()
    )
    added = reverse("admin:publications_tag_add")
    sent = {"name": "MOOD", "slug": "other"}
    assert "join them" in admin_client.post(added, sent).content.decode()
    assert Tag.objects.count() == 2


def test_staff_say_how_a_keyword_is_spelled(admin_client: Client) -> None:
    make_publication(title="One", keywords="mood, rats")
    door = reverse("admin:publications_tag_change", args=[tag("mood").pk])
    admin_client.post(door, opened_form(admin_client, door, name="Mood"))
    make_publication(title="Two", keywords="MOOD")
    assert words() == {"One": "Mood, rats", "Two": "MOOD"}, "what somebody wrote later stays as it is"
    assert tags_of("One") == {"Mood", "rats"} and tags_of("Two") == {"Mood"}


def test_lists_by_an_old_address_of_a_keyword_lead_to_the_one_it_is_now(admin_client: Client) -> None:
    made = [
        make_publication(title=title, keywords=word) for title, word in [("One", "coke"), ("Two", "crack")]
    ]
    retagging.join(tag("crack"), [tag("coke")], None)
    door = reverse("admin:publications_tag_change", args=[tag("crack").pk])
    admin_client.post(door, opened_form(admin_client, door, slug="crack-cocaine"))
    for old in ("coke", "crack", "crack-cocaine"):
        shown = admin_client.get("/publications/", {"tag": old}).content.decode()
        assert 'rel="canonical" href="http://testserver/publications/?tag=crack-cocaine"' in shown, old
        assert all(str(one) in shown for one in made)
    both = admin_client.get("/publications.bib?tag=coke&tag=crack").getvalue().decode()
    assert both.count("@article") == 2
    asked = admin_client.get(reverse("admin:publications_tag_delete", args=[tag("crack").pk]))
    assert "Former addresses of keywords: 2" in asked.content.decode()


def test_a_new_name_is_written_into_the_publications(admin_client: Client) -> None:
    make_publication(title="One", keywords="mood, rats")
    door = reverse("admin:publications_tag_change", args=[tag("mood").pk])
    sent = opened_form(admin_client, door, name="Mood  disorders")
    assert "in 1 publications" in admin_client.post(door, sent, follow=True).content.decode()
    assert words() == {"One": "Mood disorders, rats"}
    assert tags_of("One") == {"Mood disorders", "rats"} == set(Tag.objects.values_list("name", flat=True))
    newest = Publication.objects.get().history.first()
    assert newest.history_user.username == "admin" and "Mood disorders" in newest.history_change_reason


@pytest.mark.parametrize(("name", "words"), [("rats", "join them"), ("a, b", "leave them out")])
def test_a_name_that_cannot_be_is_refused(admin_client: Client, name: str, words: str) -> None:
    make_publication(keywords="mood, rats")
    door = reverse("admin:publications_tag_change", args=[tag("mood").pk])
    assert words in admin_client.post(door, opened_form(admin_client, door, name=name)).content.decode()
    assert tag("mood")


def test_several_become_one_with_all_that_points_at_them(admin_client: Client) -> None:
    make_publication(title="One", keywords="cocaine, rats")
    make_publication(title="Both", keywords="use of cocaine; coke")
    shown = PublicationList.objects.create(page=make_page(), tag=tag("coke"))
    chosen = {
        "action": "join",
        "_selected_action": [tag(n).pk for n in ("cocaine", "use of cocaine", "coke")],
    }
    assert "2 publications have them" in admin_client.post(LIST, chosen).content.decode()
    admin_client.post(LIST, chosen | {"into": tag("cocaine").pk, "post": "yes"})
    assert words() == {"One": "cocaine, rats", "Both": "cocaine"}
    assert tags_of("Both") == {"cocaine"} and set(Tag.objects.values_list("name", flat=True)) == {
        "cocaine",
        "rats",
    }
    shown.refresh_from_db()
    assert shown.tag == tag("cocaine")


def test_one_alone_is_joined_with_nothing(admin_client: Client) -> None:
    make_publication(keywords="mood")
    chosen = {"action": "join", "_selected_action": [tag("mood").pk], "into": tag("mood").pk, "post": "yes"}
    assert "at least two" in admin_client.post(LIST, chosen).content.decode()


@pytest.mark.parametrize("many", [False, True])
def test_what_is_deleted_does_not_come_back_with_the_next_save(admin_client: Client, many: bool) -> None:
    make_publication(title="One", keywords="mood, rats")
    pk = tag("mood").pk
    if many:
        admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [pk], "post": "yes"})
    else:
        door = reverse("admin:publications_tag_delete", args=[pk])
        assert "taken out of the publications that have it: 1" in admin_client.get(door).content.decode()
        admin_client.post(door, {"post": "yes"})
    assert words() == {"One": "rats"} and tags_of("One") == {"rats"}


NAMES = ["view_tag", "change_tag", "delete_tag"]


@pytest.mark.parametrize(
    ("allowed", "renames", "joins", "deletes"),
    [
        (NAMES, False, False, False),
        (["view_tag", "change_tag", "change_publication"], True, False, False),
        (["view_tag", "delete_tag", "change_publication"], False, False, True),
        ([*NAMES, "change_publication"], True, True, True),
    ],
)
def test_who_may_not_change_publications_rewrites_none(
    client: Client, allowed: list[str], *, renames: bool, joins: bool, deletes: bool
) -> None:
    make_publication(title="One", keywords="a, b, c, d")
    user = User.objects.create_user("names", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(user)
    door = reverse("admin:publications_tag_change", args=[tag("a").pk])
    assert client.get(door).status_code == 200
    client.post(door, opened_form(client, door) | {"name": "A", "slug": "a-new"})
    chosen = {"action": "join", "_selected_action": [tag("b").pk, tag("c").pk]}
    client.post(LIST, chosen | {"into": tag("c").pk, "post": "yes"})
    client.post(reverse("admin:publications_tag_delete", args=[tag("d").pk]), {"post": "yes"})
    wanted = ["A" if renames else "a", *([] if joins else ["b"]), "c", *([] if deletes else ["d"])]
    assert words() == {"One": ", ".join(wanted)}
    assert tag(wanted[0]).slug == ("a-new" if "change_tag" in allowed else "a")
    assert tags_of("One") == set(wanted)


def test_what_was_renamed_since_it_was_read_is_joined_and_deleted_by_its_name_of_now() -> None:
    make_publication(keywords="a, b")
    make_publication(keywords="b, c")
    keep, other, third = tag("a"), tag("b"), tag("c")
    for name in "abc":
        retagging.rename(tag(name), name.upper(), None)
    retagging.join(keep, [other], None)
    retagging.remove([third], None)
    assert set(Publication.objects.values_list("keywords", flat=True)) == {"A"}
    assert_words_and_rows_agree()


def test_what_is_gone_since_it_was_read_is_joined_with_nothing() -> None:
    make_publication(title="One", keywords="a, b")
    keep, other = tag("a"), tag("b")
    retagging.remove([tag("a")], None)
    tag("a").delete()
    with pytest.raises(ValidationError, match="look at them again"):
        retagging.join(keep, [other], None)
    retagging.remove([keep], None)
    assert words() == {"One": "b"}
    assert_words_and_rows_agree()


def busy(*args: Any) -> None:
    raise Busy


def test_who_waits_in_vain_for_publications_gets_back_what_was_typed(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_publication(title="One", keywords="mood", authors="Beta, Y")
    Author.objects.update(family="Betta")
    doors = [
        reverse("admin:publications_tag_change", args=[tag("mood").pk]),
        reverse("admin:publications_author_change", args=[Author.objects.get().pk]),
    ]
    typed = [{"name": "Sad mood"}, {"given": "Yves", "reprint": ['["Beta", "Y", "", ""]']}]
    monkeypatch.setattr(retagging, "_held", busy)
    monkeypatch.setattr(reprinting, "_held", busy)
    for door, new in zip(doors, typed, strict=True):
        answer = admin_client.post(door, opened_form(admin_client, door, **new))
        said = answer.content.decode()
        assert answer.status_code == 200 and next(iter(new.values())) in said
        assert "try again in a moment" in said and "What you typed is still below" in said
    assert words() == {"One": "mood"} and tag("mood") and Author.objects.get().given == "Y"
