"""Runs axe-core in a page, and says what it finds in a line for each."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = """async () => {
  const found = await axe.run(document, {
    preload: false, resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.slice(0, 3).map(({ target, html }) => `${impact} ${id}: ${target} ${html.slice(0, 120)}`));
}"""


def faults(page: Page) -> list[str]:
    """All that axe finds, of any weight."""
    page.evaluate(AXE)
    return list(page.evaluate(RUN))
