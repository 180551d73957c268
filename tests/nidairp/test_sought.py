"""Whoever pastes a whole page into a search box of the admin finds what its first words find."""

import pytest
from django.contrib import admin
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from nidairp.sought import MOST, first_words
from tests.factories import make_publication

PUBLICATIONS = "/admin/publications/publication/"
#: Words, words that are two to some, signs that stand alone, and letters that others take apart.
VERY_MANY = ["x " * 1200, "a-b " * 700, "- " * 1200, '"" ' * 700, "½" * 1200, "a-" * 1800]
CHOICES = [
    ("news", "citedpublication", "publication"),
    ("publications", "contribution", "author"),
    ("pages", "page", "parent"),
    ("navigation", "menuitem", "post"),
]


def asked(words: str) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update({"q": words, "years": "2019"})
    return made


@pytest.mark.parametrize("words", ["", "Koob, George F.", "10.1016/j.wild.1", "a " * MOST, "'a  b' -c %"])
def test_a_search_stays_as_it_was_typed(words: str) -> None:
    typed = asked(words)
    assert first_words(typed) is typed


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("a " * 60, "a " * (MOST - 1) + "a"),
        ("a-b " * 60, "a-b " * (MOST // 2 - 1) + "a-b"),
        ("- " * 60, "- " * (MOST - 1) + "-"),
        ("½" * 60, "½" * MOST),
    ],
)
def test_of_very_many_words_the_first_are_left(words: str, left: str) -> None:
    cut = first_words(asked(words))
    assert (cut["q"], cut["years"]) == (left, "2019")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("words", VERY_MANY)
def test_every_list_and_choice_answers_very_many_words(admin_client: Client, words: str) -> None:
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model, opened in admin.site._registry.items()
        if opened.search_fields
    ]
    assert "/admin/auth/user/" in lists
    for address in lists:
        assert admin_client.get(address, {"q": words}).status_code == 200, address
    for app, model, field in CHOICES:
        choice = {"app_label": app, "model_name": model, "field_name": field, "term": words}
        assert admin_client.get("/admin/autocomplete/", choice).status_code == 200, choice


@pytest.mark.django_db
def test_whoever_typed_too_many_is_told_which_were_looked_for(admin_client: Client) -> None:
    made = make_publication(title="Craving")
    shown = admin_client.get(PUBLICATIONS, {"q": "craving " * 60})
    assert list(shown.context["cl"].result_list) == [made]
    assert shown.context["cl"].query == "craving " * (MOST - 1) + "craving"
    said = "Only the first words were looked for"
    assert said in shown.content.decode()
    assert said not in admin_client.get(PUBLICATIONS, {"q": "craving"}).content.decode()


@pytest.mark.django_db
def test_a_choice_says_so_above_what_it_found(admin_client: Client) -> None:
    make_publication(title="Craving")
    choice = dict(zip(("app_label", "model_name", "field_name"), CHOICES[0], strict=True))

    def found(words: str, **more: str) -> list[tuple[str, bool]]:
        answer = admin_client.get("/admin/autocomplete/", {**choice, "term": words, **more}).json()
        return [(one["text"], one.get("disabled", False)) for one in answer["results"]]

    assert found("craving " * 60)[0] == ("Only the first 50 words were looked for.", True)
    assert not any(disabled for _, disabled in found("craving"))


@pytest.mark.django_db
def test_a_search_keeps_what_stands_twice_in_the_address(admin_client: Client) -> None:
    text = admin_client.get(PUBLICATIONS, {"entry_type__in": ["article", "book"], "q": "x"}).content.decode()
    form = text[text.index('id="changelist-search"') :].partition("</form>")[0]
    for value in ("article", "book"):
        assert f'<input type="hidden" name="entry_type__in" value="{value}">' in form
