"""Every kind of public page for everybody: nothing found by axe-core, not even slight; nothing out of reach.

Each page is loaded once, and then looked at in other colours and widths.
"""

from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.axe import faults, faults_of_looks
from tests.browser.public_site import KINDS, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WIDTHS = (1280, 768, 320)
COLOURS = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "active"},
)
#: What of the page is wider than the window (WCAG 1.4.10), and how many times there is a main heading.
OUTLINE = """() => {
  const found = [];
  const beyond = document.documentElement.scrollWidth - innerWidth;
  if (beyond > 0) found.push(`scrolls sideways by ${beyond} px`);
  const mains = document.querySelectorAll("h1").length;
  if (mains !== 1) found.push(`has ${mains} main headings`);
  let last = 1;
  for (const { tagName, textContent } of document.querySelectorAll("main :is(h1, h2, h3, h4)")) {
    const level = Number(tagName[1]);
    if (level > last + 1) found.push(`leaves out a level of heading before “${textContent.trim()}”`);
    last = level;
  }
  return found;
}"""


@pytest.mark.parametrize("part", KINDS)
def test_every_page_is_for_everybody(page: Page, problems: list[str], part: str) -> None:
    build()
    page.emulate_media(reduced_motion="reduce")
    wrong = []
    for address in KINDS[part]:
        page.goto(address)
        for number, (width, colours) in enumerate(product(WIDTHS, COLOURS)):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(**colours)
            # What is there changes with the width, what it looks like with the colours too.
            forced = colours["forced_colors"] == "active"
            found = faults_of_looks(page, forced=forced) if number % len(COLOURS) else faults(page)
            where = f"{address} at {width} px in {colours}"
            wrong += [f"{where}: {fault}" for fault in [*found, *page.evaluate(OUTLINE)]]
        # The site's policy refuses the style sheet that axe brings along; a page that is not there says so.
        problems.clear()
    assert not wrong, "\n".join(wrong)


#: Walks on by one; says where the focus is, whether it can be seen, and whether anything hides it.
HERE = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1));
  return {
    name: at.outerHTML.slice(0, 100),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    hidden: !middle || !(at.contains(middle) || middle.contains(at)),
  };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, summary")].filter((one) => {
  const is_seen = one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  return is_seen && one.tabIndex >= 0;
}).length"""


@pytest.mark.parametrize("address", ["/", "/news/seminar-series/talks/", "/publications/"])
def test_the_keyboard_reaches_everything_and_leaves_it_again(page: Page, address: str) -> None:
    build()
    page.goto(address)
    wanted = page.evaluate(REACHABLE)
    stops, wrong = 0, []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        stops += 1
        wrong += [f"{fault}: {here['name']}" for fault, is_so in faults_of_focus(here).items() if is_so]
    assert not wrong, "\n".join(wrong)
    assert stops == wanted


def faults_of_focus(here: dict) -> dict[str, bool]:
    return {"the focus cannot be seen": not here["seen"], "something covers it": here["hidden"]}
