"""Runs axe-core in a page, and says what it finds in a line for each."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
# A sign that is a word of its font is told from words once the font is there.
RUN = """async (rules) => {
  await document.fonts.ready;
  const found = await axe.run(document, {
    preload: false, resultTypes: ["violations"],
    runOnly: rules.length ? { type: "rule", values: rules }
      : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.slice(0, 3).map(({ target, html }) => `${impact} ${id}: ${target} ${html.slice(0, 120)}`));
}"""
#: What depends on colours and on the width of the window; names and structure do not.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]


def faults(page: Page) -> list[str]:
    """All that axe finds, of any weight."""
    page.evaluate(AXE)
    return list(page.evaluate(RUN, []))


def faults_of_looks(page: Page, *, forced: bool = False) -> list[str]:
    """Again, in other colours or another width, on a page that ``faults`` has seen.

    Where the system forces its colours axe takes ours for some grounds, and finds contrasts that nobody sees.
    """
    return list(page.evaluate(RUN, LOOKS[1:] if forced else LOOKS))
