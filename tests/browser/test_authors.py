"""Authors in a browser: pages that everybody can use, and a merge by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nidairp.pages.models import PublicationList
from publications.models import Author
from tests.browser.axe import faults, faults_of_looks
from tests.factories import make_image, make_page, make_person, make_publication
from tests.publications.merging.names import two_spellings

pytestmark = pytest.mark.django_db(transaction=True)


def an_institute() -> list[str]:
    """Addresses of a person with everything, of one without, of the list of authors, of a branch."""
    many = "; ".join(f"Coauthor{number}, X" for number in range(40))
    for year in range(2000, 2004):
        make_publication(authors=f"Koob, George F; {many}", year=year)
    make_publication(authors="أحمد, محمد", title="عنوان")
    author = Author.objects.get(family="Koob")
    author.orcid, author.affiliation = "0000-0002-1825-0097", "Example Institute"
    author.save()
    values = {"position": "Chief", "biography": "<p>Text</p>", "email": "a@example.org"}
    person = make_person(author, photo=make_image(), photo_alt="A face", **values)
    branch = make_page(slug="branch", title="Branch")
    person.pages.add(branch)
    make_person(Author.objects.get(family="Coauthor1")).pages.add(branch)
    PublicationList.objects.create(page=branch, by_people=True, shown=2)
    other = Author.objects.get(initial="")
    return [author.get_absolute_url(), other.get_absolute_url(), "/publications/authors/", "/branch/"]


def test_axe_finds_nothing(page: Page, problems: list[str]) -> None:
    wrong = []
    for address in an_institute():
        page.goto(address)
        wrong += [f"{address} {fault}" for fault in faults(page)]
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 360, "height": 800})
        wrong += [f"{address} (dark, narrow) {fault}" for fault in faults_of_looks(page)]
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong += [f"{address} is {too_wide} px too wide"] if too_wide > 0 else []
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
    problems.clear()  # the site's policy refuses the style sheet that axe brings along
    assert wrong == []


def test_a_merge_by_keyboard_and_its_way_back(editor: Page) -> None:
    two_spellings()
    editor.goto("/admin/publications/author/variants/")
    editor.get_by_role("link", name="Merge …").focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("radio", name="Keep Vendruscolo, Leandro F")).to_be_checked()
    editor.get_by_role("button", name="Yes, merge them").focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("is “Vendruscolo, Leandro F” now: 2 publications moved")).to_be_visible()
    expect(editor.get_by_text("There is nothing to decide.")).to_be_visible()
    editor.goto("/publications/authors/l-f-vendruscolo/")
    expect(editor).to_have_url("/publications/authors/leandro-f-vendruscolo/")
    editor.goto("/admin/publications/authormerge/")
    editor.get_by_role("link", name="Vendruscolo, L F → Vendruscolo, Leandro F").click()
    editor.get_by_role("button", name="Yes, take it back").press("Enter")
    expect(editor.get_by_text("are two authors again")).to_be_visible()


def test_without_javascript_too(chromium: Browser, editor: Page, live_server: LiveServer) -> None:
    two_spellings()
    context = chromium.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=editor.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/admin/publications/author/variants/")
    page.get_by_role("button", name="Different people").click()
    page.get_by_role("link", name="1 Different people").click()
    page.get_by_role("button", name="Decide again").click()
    page.get_by_role("link", name="1 To decide").click()
    page.get_by_role("link", name="Merge …").click()
    page.get_by_role("radio", name="Keep Vendruscolo, L F").check()
    page.get_by_role("button", name="Yes, merge them").click()
    assert Author.objects.get(given="Leandro F").merged_into == Author.objects.get(given="L F")
    context.close()
