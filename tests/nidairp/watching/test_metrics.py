"""Numbers for Prometheus: only with a token, of all processes, in a process that has them switched on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[3]
ASKING = """
import django; django.setup()
from django.core.management import call_command
from django.test import Client
import logging
call_command("migrate", verbosity=0)
logging.getLogger("publications.importing.timing").info("", extra={"import_step": "apply", "seconds": 3})
client = Client()
for address in ("/", "/no-such-page/", "/healthz"):
    client.get(address)
client.generic("INVENTED", "/")
wrong = client.get("/metrics", headers={"authorization": "Bearer no"})
print(client.get("/metrics").status_code, wrong.status_code)
print(client.get("/metrics", headers={"authorization": "Bearer the-token"}).content.decode())
"""


@pytest.mark.slow
def test_the_numbers_are_there_for_whoever_has_the_token(new_site: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"METRICS_TOKEN": "the-token", "VAR_DIR": str(new_site)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    done = subprocess.run(
        [sys.executable, "-c", ASKING], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    first, *said = done.stdout.splitlines()
    assert first == "404 404"
    for line in (
        'nidairp_requests_total{method="GET",route="(home)",status="200"} 1.0',
        'nidairp_requests_total{method="other",route="(none)",status="405"} 1.0',
        'nidairp_import_seconds_sum{step="apply"} 3.0',
        "nidairp_next_change_timestamp_seconds 0.0",
    ):
        assert line in said
    assert any(line.startswith("nidairp_request_seconds_bucket") for line in said)
    assert any(line.startswith("nidairp_requests") and 'status="404"} 1.0' in line for line in said)


@pytest.mark.django_db
def test_without_a_token_nothing_is_there(client: Client) -> None:
    assert client.get("/metrics", follow=True).status_code == 404
