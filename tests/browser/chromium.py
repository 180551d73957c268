"""Finds the Chromium that the browser tests drive: the one inside an npm package, else the machine's own.

The package's is the same everywhere and has no window to draw, which halves what the tests cost. It is made
for a serverless host and unpacks its system libraries only there; here everything it holds is unpacked once
into ``var/``, so that a bare machine needs no system package.
"""

import io
import os
import platform
import shutil
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import brotli
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / "var" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/font-cache</cachedir></fontconfig>
"""


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=FLAGS, **executable())
        yield browser
        browser.close()


def executable() -> dict[str, Any]:
    """What to launch, with the environment it needs; a path in ``CHROMIUM`` overrides the choice."""
    if wanted := os.environ.get("CHROMIUM"):
        return {"executable_path": wanted}
    if (sys.platform, platform.machine()) == ("linux", "x86_64"):
        return bundled()
    return {"executable_path": next(filter(None, map(shutil.which, NAMES)))}


def bundled() -> dict[str, Any]:
    if not UNPACKED.exists():
        unpack()
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": str(UNPACKED / "lib"),
        "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf"),
    }
    return {"executable_path": UNPACKED / "chromium", "env": environment}


def unpack() -> None:
    """Unpacks beside the target and renames: two test processes may do so at once, and one wins."""
    UNPACKED.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=UNPACKED.parent, prefix="chromium-") as made:
        folder = Path(made) / "chromium"
        for name in ("al2023", "fonts", "swiftshader"):
            packed = brotli.decompress((PACKAGE / "bin" / f"{name}.tar.br").read_bytes())
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                write_files(archive, folder)
        (folder / "chromium").write_bytes(brotli.decompress((PACKAGE / "bin" / "chromium.br").read_bytes()))
        (folder / "chromium").chmod(0o755)
        (folder / "fonts.conf").write_text(FONTS.format(folder=UNPACKED), encoding="utf-8")
        try:
            folder.rename(UNPACKED)
        except OSError:
            if not UNPACKED.exists():
                raise


def write_files(archive: tarfile.TarFile, folder: Path) -> None:
    """Plain files only; ``extractall`` warns on some Python versions and lacks ``filter`` on others."""
    for member in archive:
        content = archive.extractfile(member)
        if content:
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
