"""Every kind of public page, and the style sheet, by the Nu HTML checker: left out where there is no Java.

``tests/conftest.py`` leaves them out, and says so under the results.
"""

import json
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.browser.public_site import KINDS, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_is_valid(client: Client, tmp_path: Path) -> None:
    build()
    addresses = [address for part in KINDS.values() for address in part]
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, address in enumerate(addresses):
        (folder / f"{number}.html").write_bytes(client.get(address).content)
    found = _checked(folder)
    told = [f"{addresses[int(Path(one['url']).stem)]}: {one['message']}" for one in found]
    assert told == []


def test_the_style_sheet_of_the_theme_is_valid() -> None:
    told = [one["message"] for one in _checked("--css", ROOT / "nidairp" / "static" / "theme.css")]
    assert told == []


def _checked(*what: str | Path) -> list[dict[str, str]]:
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *what],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)["messages"]
