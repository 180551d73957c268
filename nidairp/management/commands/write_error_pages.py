"""Writes the pages of a web server in front: for what it refuses by itself, or gets no answer to."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from nidairp.editing import pictures
from nidairp.library import kinds


class Command(BaseCommand):
    help = "Writes the error pages of the web server in front (deploy/nginx.conf) into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: object) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        own = [f"nginx/{page.name}" for page in (settings.BASE_DIR / "templates/nginx").glob("*.html")]
        limits = {"file_megabytes": kinds.MAX_MEGABYTES, "picture_megabytes": pictures.MAX_MEGABYTES}
        for name in (*own, "503.html"):
            (folder / Path(name).name).write_text(render_to_string(name, limits), encoding="utf-8")
