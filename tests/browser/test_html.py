"""Every kind of public page by the Nu HTML checker, which runs on Java: without one it is left out.

``tests/conftest.py`` leaves them out, and says so under the results.
"""

import json
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.browser.public_site import KINDS, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

JAR = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_is_valid(client: Client, tmp_path: Path) -> None:
    build()
    addresses = [address for part in KINDS.values() for address in part]
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, address in enumerate(addresses):
        (folder / f"{number}.html").write_bytes(client.get(address).content)
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)["messages"]
    told = [f"{addresses[int(Path(one['url']).stem)]}: {one['message']}" for one in found]
    assert told == []
