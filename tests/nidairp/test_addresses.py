import pytest
from django.core.exceptions import ValidationError

from news.events import Event
from nidairp.addresses import followed, is_safe, validate_address, validate_visible
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Contact, WayIn
from nidairp.people.models import Person


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/news/",
        "/publications/?type=article",
        "/about/#map",
        "https://www.nih.gov/",
        "http://localhost:8000/x",
        "https://www.hhs.gov/vulnerability-disclosure-policy/index.html",
    ],
)
def test_paths_on_the_site_and_web_addresses_are_accepted(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "/\\evil.example/",
        "/a b/",
        "news/",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org/\u202eabc",
        "/news/\u200b",
        "/news/\n",
        "https://example.org/\x00",
        "https://",
    ],
)
def test_whatever_could_lead_elsewhere_than_it_seems_is_refused(address: str) -> None:
    assert not is_safe(address)


def test_the_refusal_says_what_to_enter() -> None:
    with pytest.raises(ValidationError, match="a path on this site, such as /news/"):
        validate_address("www.nih.gov")


def test_an_invisible_character_is_named() -> None:
    with pytest.raises(ValidationError, match=r"U\+202E"):
        validate_visible("About\u202e")


def test_nobody_is_led_to_what_came_past_the_forms() -> None:
    bad = "java\tscript:alert(1)"
    assert followed("https://www.nih.gov/") == "https://www.nih.gov/"
    assert Event(link=bad).online == Person(homepage=bad).website == Contact(map_link=bad).map_url == ""
    assert WayIn(address=bad).get_absolute_url() == MenuItem(address=bad).url == ""
