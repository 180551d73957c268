"""The demonstration content: every menu of the old site, every link answered, enough of each kind."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from PIL import Image
from pytest_django.plugin import DjangoDbBlocker

from news.models import Category, Post
from nidairp.demo import content, figures, load
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from publications.models import Contribution, EntryType, Publication

# What the content says is the same on every database; that it loads is tried on both (test_load_demo.py).
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

SEED_POST = (
    "/news/hot-off-the-press/heroin-addiction-engages-negative-emotional-learning-brain-circuits-in-rats/"
)

#: What the old site's page shows, in its order; two spaces deeper is one level below.
MENUS = {
    "utility": """
National Institute on Drug Abuse
NIH IRP
Treatment Info
Emergency Contacts
""",
    "primary": """
Home
News
  Featured Paper of the Month
  Reviews to Read
  Hot off the Press
  IRP News
  Awards
  Technology Development Initiative Paper of the Month
  Seminar Series
  Addiction Grand Rounds
About
  About NIDA IRP
  Contact Us
  Directions and Map
  Careers at NIDA IRP
  Emergency Contacts
  Employee Assistance Resources
Organization
  Faculty
  Office of the Scientific Director
  Office of the Clinical Director
  Office of Education and Career Development
  Administrative Management Branch
  Molecular Targets and Medications Discovery Branch
  Cellular and Neurocomputational Systems Branch
  Molecular Neuropsychiatry Research Branch
  Neuroimaging Research Branch
  Behavioral Neuroscience Research Branch
  Integrative Neuroscience Research Branch
  Translational Addiction Medicine Branch
  Core Facilities
  Community Outreach Group
Training Programs
  Office of Education and Career Development
  OECD Awards
  Summer Internship Program
  Postbaccalaureate Program
  Graduate Partnership Program
  Postdoctoral Program
  NIDA Speakers Bureau
  Clinical Electives Program
  Clinical Mentoring Program
Study Volunteers
""",
    "news-sidebar": """
All News and Featured Publications
Featured Paper of the Month
Hot off the Press
Reviews to Read
IRP News
Awards
Technology Development Initiative Paper of the Month
Seminar Series
""",
    "footer": """
National Institute on Drug Abuse
NIH Intramural Research Program
National Institutes of Health
Health and Human Services
USA.GOV
Emergency Contacts
Employee Assistance
Treatment Information
Contact Us
Careers at NIDA IRP
Accessibility
Privacy
HHS Vulnerability Disclosure
Freedom of Information Act
Document Viewing Tools
Offsite Links
""",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all the tests that ask for it, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load.load()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("location", MENUS)
def test_every_entry_of_the_old_menus_is_there_in_its_place(loaded: None, location: str) -> None:
    items = MenuItem.objects.menu(location).get_descendants()
    shown = [f"{'  ' * (item.level - 1)}{item.title}" for item in items]
    assert shown == MENUS[location].strip("\n").split("\n")


def test_the_menu_trees_are_sound(loaded: None) -> None:
    call_command("tree_check", stdout=StringIO())


def test_every_menu_item_leads_somewhere(loaded: None, client: Client) -> None:
    addresses = {item.url for item in MenuItem.objects.with_targets().filter(parent__isnull=False)}
    assert "" not in addresses
    assert unanswered(client, addresses) == []


def test_every_link_in_a_text_leads_somewhere(loaded: None, client: Client) -> None:
    texts = [*Page.objects.values_list("body", flat=True), *Post.objects.values_list("body", flat=True)]
    addresses = set(re.findall(r'href="([^"]+)"', "".join(texts)))
    assert len(addresses) > 40
    assert unanswered(client, addresses) == []


def test_every_post_and_publication_answers(loaded: None, client: Client) -> None:
    rows = [*Post.objects.published().select_related("category"), *Publication.objects.published()]
    addresses = {row.get_absolute_url() for row in rows}
    assert unanswered(client, addresses) == []


def unanswered(client: Client, addresses: set[str]) -> list[str]:
    inside = sorted(address for address in addresses if address.startswith("/"))
    return [address for address in inside if client.get(address).status_code != 200]


def test_there_is_enough_to_fill_lists_and_pages(loaded: None) -> None:
    posts = Post.objects.published()
    assert posts.count() >= 25
    assert not Category.objects.exclude(pk__in=posts.values("category"))
    assert {2017, 2026} <= set(posts.values_list("date__year", flat=True))
    assert posts.filter(figure__width__gte=1200).count() >= 8
    publications = Publication.objects.published()
    assert publications.count() >= 60
    assert set(publications.values_list("entry_type", flat=True)) == set(EntryType.values)
    assert {2005, 2026} <= set(publications.values_list("year", flat=True))


def test_something_is_in_the_making_and_not_public(
    loaded: None, client: Client, admin_client: Client
) -> None:
    waiting = Post.objects.in_review().get()
    coming = Post.objects.scheduled().get()
    changed = Post.objects.published().with_draft().get()
    desk = admin_client.get("/admin/").content.decode()
    for post in (waiting, coming):
        assert post.title in desk
        assert client.get(post.get_absolute_url()).status_code == 404
    assert "talk to the imaging core" in changed.draft.content["fields"]["body"]
    assert "talk to the imaging core" not in client.get(changed.get_absolute_url()).content.decode()


def test_every_entry_of_the_bibtex_file_came_in_through_an_import(loaded: None) -> None:
    _, data = content.bibliography()
    written = len(re.findall(rb"^@(?!string|comment)", data, re.MULTILINE))
    assert Publication.objects.count() == written
    assert Publication.objects.filter(import_rows__result="created").count() == written


def test_no_real_scientist_signs_what_is_made_up(loaded: None) -> None:
    real = Publication.objects.get(citation_key="Carmack:2019aa")
    made_up = Contribution.objects.exclude(publication=real)
    families = set(real.contributions.values_list("family", flat=True))
    assert len(families) == 7
    assert not made_up.filter(family__in=families).exists()
    texts = [document.body + str(document.header) for document in content.documents("posts")]
    named = [text for text in texts if re.search(rf"\b({'|'.join(families)})\b(?!:2019aa)", text)]
    assert [text for text in named if "seven colleagues" not in text] == []


def test_what_is_made_up_says_so(loaded: None, client: Client) -> None:
    silent = Publication.objects.exclude(note__startswith="Demonstration entry")
    assert [publication.citation_key for publication in silent] == ["Carmack:2019aa"]
    assert "This is a demonstration site." in client.get("/about/").content.decode()
    shown = client.get(Publication.objects.get(citation_key="Steenhoven:2005aa").get_absolute_url())
    assert "Demonstration entry" in shown.content.decode()


def test_nothing_of_latex_is_left_for_readers_to_see(loaded: None) -> None:
    rows = Publication.objects.values_list("title", "abstract", "authors_text", "journal", "note")
    assert [text for row in rows for text in row if re.search(r"[\\{}]", text)] == []
    assert Publication.objects.filter(journal="Reports in Neuroimaging").exists()


def test_the_texts_are_complete_after_the_sanitizer(loaded: None) -> None:
    for document in content.documents("pages"):
        assert visible(Page.objects.get(path=document.place).body) == visible(document.body)


def visible(html: str) -> list[str]:
    return re.findall(r"[a-z]+>|[^<>/\s]+", html)


def test_the_old_sites_article_is_there(loaded: None, client: Client) -> None:
    page = client.get(SEED_POST).content.decode()
    assert "Hot Off the Press – April 8, 2019." in page
    assert 'alt="A figure from this study"' in page
    assert "Carmack, Stephanie A" in page
    assert "In: J Clin Invest, vol. 130, 2019, ISSN: 1558-8238 (Electronic); 0021-9738 (Linking)." in page


@pytest.mark.parametrize("name", figures.FIGURES)
def test_figures_are_wide_enough_and_light(name: str, tmp_path: Any) -> None:
    file = tmp_path / "figure.png"
    file.write_bytes(figures.draw(name))
    with Image.open(file) as image:
        assert image.width >= 1200
    assert file.stat().st_size < 60_000


def test_every_figure_is_used_and_described() -> None:
    headers = [document.header for document in content.documents("posts")]
    portraits = {person["portrait"] for person in content.people()["person"] if "portrait" in person}
    assert {header["figure"] for header in headers if "figure" in header} | portraits == set(figures.FIGURES)
    assert all(header["figure_alt"] and header["figure_caption"] for header in headers if "figure" in header)
