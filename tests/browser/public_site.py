"""A small site with one of every kind of public page, and what strains them: long titles, forty authors."""

from django.utils import timezone

from news.models import Featured, Tag
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Contact, PublicationList, Question, WayIn
from publications.models import Author
from tests.factories import (
    make_category,
    make_document,
    make_event,
    make_image,
    make_page,
    make_person,
    make_post,
    make_publication,
    seed_publication,
)

LONG = "Gastrointestinal pharmacokinetics of N-methyl-3,4-methylenedioxyamphetamine in adolescent rats"
BODY = (
    '<h2>What was found</h2><p>Text with a <a href="https://example.org/">link elsewhere</a> and one '
    '<a href="/news/">here</a>.</p><ul><li>One</li><li>Two</li></ul><blockquote><p>Said.</p></blockquote>'
    "<table><tbody><tr><th>Dose</th><th>Rats</th></tr><tr><td>1</td><td>12</td></tr></tbody></table>"
)
#: The kinds of pages, by the part of the site they belong to.
KINDS = {
    "front": ["/", "/search/", "/search/?q=heroin", "/search/?q=herion", "/no-such-page/"],
    "news": [
        "/news/",
        "/news/?year=2019",
        "/news/seminar-series/",
        "/news/empty/",
        "/news/tags/opioids/",
        "/news/events/",
        "/news/seminar-series/talks/",
        "/news/hot-off-the-press/an-article/",
    ],
    "pages": ["/section/", "/section/branch/"],
    "publications": [
        "/publications/",
        "/publications/?q=heroin&year=2019",
        "/publications/carmack-2019aa/",
        "/publications/authors/",
        "/publications/authors/stephanie-a-carmack/",
    ],
}


def build() -> None:
    paper = seed_publication(keywords="heroin; rats")
    many = make_publication(title=LONG, authors="; ".join(f"Name{n}, A B" for n in range(40)), year=2001)
    hot = make_category(name="Hot off the Press", slug="hot-off-the-press", description="New findings.")
    seminars = make_category(name="Seminar Series", slug="seminar-series")
    make_category(name="Empty", slug="empty")
    day = timezone.localdate().replace(year=2019, month=4, day=8)
    article = make_post(
        title=LONG,
        slug="an-article",
        category=hot,
        date=day,
        body=BODY,
        summary="What it says.",
        figure=make_image(),
        figure_alt="Bars",
        figure_caption="A figure from this study",
        figure_credit="NIDA IRP",
        cites=(paper, many),
    )
    article.files.create(document=make_document(title="Data"))
    article.tags.add(Tag.objects.create(name="Opioids", slug="opioids"))
    Featured.objects.create(post=article)
    make_post(category=hot, date=day, body=BODY, cites=(paper,))
    talks = make_post(title="Talks", slug="talks", category=seminars, body=BODY)
    make_event(
        talks, title=LONG, speaker="A Person; B Person", place="Auditorium", link="https://example.org/"
    )
    make_event(talks, days=3, is_cancelled=True)
    make_event(talks, days=-30)
    _pages()


def _pages() -> None:
    section = make_page(title="Section", slug="section", body=BODY, summary="What is in it.")
    branch = make_page(title="Branch", slug="branch", parent=section, body=BODY)
    make_page(title=LONG[:90], slug="another", parent=section)
    Question.objects.create(page=branch, question="May I come?", answer="<h4>Yes</h4><p>Please do.</p>")
    Contact.objects.create(
        page=branch, address="251 Bayview\nBaltimore", phone="410-555-0100", email="a@b.org"
    )
    person = make_person(
        Author.objects.get(slug="stephanie-a-carmack"),
        photo=make_image(),
        photo_alt="A face",
        position="Chief",
    )
    person.pages.set([branch])
    PublicationList.objects.create(page=branch, by_people=True)
    WayIn.objects.create(title="Patients", text="Take part.", page=section)
    primary = MenuItem.objects.menu("primary")
    news = tree.add(primary, "News", address="/news/")
    tree.add(news, "Seminar Series", address="/news/seminar-series/")
    tree.add(primary, "Section", page=section)
    for menu in ("utility", "news-sidebar", "footer"):
        tree.add(MenuItem.objects.menu(menu), "Contact Us", page=branch)
        tree.add(MenuItem.objects.menu(menu), "News", address="/news/")
