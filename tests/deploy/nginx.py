"""``deploy/nginx.conf`` on this machine: other ports and folders, no certificates, the rest as it is.

Whoever asks says in ``X-From`` which address it is to come from.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
#: Where there is one: in the path, or named.
PROGRAM = os.environ.get("NGINX_PROGRAM") or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
AROUND = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log warn; {user}
events {{ worker_connections 256; }}
http {{
    access_log off; set_real_ip_from 127.0.0.1; real_ip_header X-From;
    types {{ text/css css; text/javascript js; image/svg+xml svg; font/woff2 woff2; }}
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""


def fitted(folder: Path, port: int, programs: list[int]) -> str:
    """The site's own part, as a web manager would change it, and over plain HTTP."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"    listen \[::\]:443.*\n|    ssl_.*\n", "", text)
    text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    text = text.replace("www.example.gov", "127.0.0.1")
    for number, program in zip((8001, 8002), programs, strict=True):
        text = text.replace(f"127.0.0.1:{number} ", f"127.0.0.1:{program} ")
    text = text.replace("/var/cache/nginx/nidairp", f"{folder}/cache")
    text = text.replace("/var/log/nginx", str(folder))
    return text.replace("/var/lib/nidairp", str(folder))


@contextmanager
def nginx(folder: Path, port: int, programs: list[int]) -> Iterator[subprocess.Popen]:
    """With `static`, `media` and `cache` in the folder."""
    (folder / "site.conf").write_text(fitted(folder, port, programs))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    with subprocess.Popen([PROGRAM, "-c", folder / "nginx.conf", "-e", folder / "error.log"]) as process:
        try:
            yield process
        finally:
            process.terminate()
