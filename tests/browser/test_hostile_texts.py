"""Nothing that stands in a text, a file or an address runs in a browser, or is asked of another site.

What the server writes is looked at for every page by ``tests/nidairp/security/test_threats.py``; here are the
pages whose scripts take texts and put them somewhere else, and what a browser makes of all this.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.urls import reverse
from playwright.sync_api import Page as BrowserPage

from news.models import Post
from nidairp.editing import drafts, snapshot
from nidairp.pages.models import Page
from publications.models import Publication
from tests.admin_doors import doors, examples
from tests.hostile import ADDRESS, HOST, LABELS, LATEX, TEXT, poison
from tests.publications.importing.texts import entry, imported, stage

pytestmark = pytest.mark.django_db(transaction=True)

#: What would run or lead away, were it clicked or looked at; of the rest the policy tells in the console.
SUSPECTS = """() => {
  const led = /^(href|src|action|formaction|srcdoc|data)$/;
  const away = /^[\\s\\0-\\x20]*((java|vb)script|data:text|(https?:)?\\/\\/evil)/i;
  const attributes = [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]);
  return attributes
    .map(({ name, value }) => ({ name, value: value.replace(/[\\t\\n]/g, "") }))
    .filter(({ name, value }) => /^on/.test(name) || (led.test(name) && away.test(value)))
    .map(({ name, value }) => `${name}=${value}`)
    .concat(window.ran ? ["it ran"] : []);
}"""


@pytest.fixture(name="left")
def fixture_left(editor: BrowserPage) -> Iterator[list[str]]:
    """What was asked of another site, and what a person would have been asked."""
    left: list[str] = []
    editor.context.add_init_script("window.hit = () => { window.ran = true; }")
    editor.on("request", lambda asked: left.append(asked.url) if HOST in asked.url.split("/")[2] else None)
    editor.on("dialog", lambda shown: (left.append(shown.message), shown.dismiss()))
    yield left
    assert left == []


#: Pages of the admin whose scripts make something of what is there, or that show what others sent.
SCRIPTED = {
    *"news_post_change navigation_menu_change publications_author_merge".split(),
    "publications_publication_change",
    *"people_person_change library_image_change news_post_newest".split(),
}


def site_of_hostile_texts() -> list[str]:
    rows = examples()
    poison(*LABELS)
    fields = dict.fromkeys(("title", "journal", "abstract", "note"), f"{TEXT} {LATEX}".replace("{{7*7}}", ""))
    named = "{'\"><svg onload=hit()>} and <img src=x onerror=hit()>, A"
    imported(entry("latex", author=named, url=ADDRESS, doi='10.1/"><script>hit()</script>', **fields))
    staged = stage(entry("latex", url="javascript:hit()", author=named), f"@article{{{TEXT}")
    post, paper = rows[Post], Publication.objects.get(slug="latex")
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title=TEXT[:300]), None)
    shown = [post, rows[Page], paper, paper.contributions.first().author]
    return [
        *(thing.get_absolute_url() for thing in shown),
        f"/publications/?author={quote(TEXT[:90])}",
        *(door.address for door in doors(rows) if door.name in SCRIPTED),
        reverse("admin:publications_importbatch_change", args=[staged.pk]),
        f"/{quote(TEXT[:200], safe='<>()')}",
    ]


def test_nothing_runs_and_nobody_else_is_asked(
    editor: BrowserPage, problems: list[str], left: list[str]
) -> None:
    for address in site_of_hostile_texts():
        editor.goto(address)
        # The page that is not there, and icons that nobody has: the console tells of each.
        problems[:] = [said for said in problems if "Failed to load resource" not in said]
        assert editor.evaluate(SUSPECTS) == [], address
        assert problems == [], address
