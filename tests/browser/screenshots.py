"""`make screenshots`: every kind of public page at five widths, in light and dark, into var/screenshots/.

To be looked at by whoever changes the theme. The site is started for it, on the content of `make run`; with
``SITE=https://...`` one that runs already is taken.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page

from tests.browser.chromium import ROOT, launched

PAGES = {
    "home": "/",
    "news": "/news/",
    "archive": "/news/?year=2026",
    "seminars": "/news/seminar-series/",
    "events": "/news/events/",
    "article": "/news/hot-off-the-press/"
    "heroin-addiction-engages-negative-emotional-learning-brain-circuits-in-rats/",
    "announcement": "/news/seminar-series/spring-seminars-on-stress/",
    "section": "/organization/",
    "branch": "/organization/neuroimaging-research-branch/",
    "questions": "/study-volunteers/",
    "contact": "/about/contact-us/",
    "publications": "/publications/",
    "publication": "/publications/carmack-2019aa/",
    "authors": "/publications/authors/",
    "author": "/publications/authors/gustav-f-korbell/",
    "search": "/search/?q=heroin",
    "nothing-found": "/search/?q=nothing+at+all",
    "not-found": "/organisation/facultie/",
}
WIDTHS = (320, 390, 768, 1280, 1920)
SCHEMES = ("light", "dark")
PATIENCE = 60


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with site() as address, launched() as browser:
        for scheme in SCHEMES:
            context = browser.new_context(base_url=address, color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            for name, path in PAGES.items():
                shoot(page, name, path, scheme, folder)
            page.goto(PAGES["article"])
            page.emulate_media(media="print")
            page.pdf(path=folder / f"article-printed-{scheme}.pdf")
            context.close()
    print(f"{len(PAGES) * len(WIDTHS) * len(SCHEMES)} screenshots are in {folder}")


def shoot(page: Page, name: str, path: str, scheme: str, folder: Path) -> None:
    answer = page.goto(path)
    if answer is None or answer.status != (404 if name == "not-found" else 200):
        print(f"{path} answered {answer and answer.status}: is the demonstration content there?")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)


@contextmanager
def site() -> Iterator[str]:
    if address := os.environ.get("SITE", ""):
        yield address
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "SITE_URL": address}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(PATIENCE * 4):
        try:
            urlopen(f"{address}/healthz", timeout=5)
        except (URLError, OSError):
            if server.poll() is not None:
                sys.exit("The site did not start: what it said stands above.")
            time.sleep(0.25)
        else:
            return
    sys.exit(f"{address} does not answer.")


if __name__ == "__main__":
    main(ROOT / "var" / "screenshots")
