"""``python -m tests.fuzz.guided READER SECONDS``: texts led by which lines of the reader they reach.

Needs atheris, which is not among the requirements (``pip install atheris``). What makes a reader fail
is written into ``var/fuzz/``; cut short, it belongs into ``tests/fuzz/corpus/`` with the mending.
"""

import os
import sys
from pathlib import Path

import atheris

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

with atheris.instrument_imports(include=["publications", "nidairp"]):
    django.setup()
    from tests.fuzz.parsers import READERS

CORPUS = Path(__file__).parent / "corpus"


def main(name: str, seconds: str) -> None:
    def once(data: bytes) -> None:
        READERS[name](data.decode("utf-8", "ignore"))

    found = Path("var/fuzz") / name
    found.mkdir(parents=True, exist_ok=True)
    known = [str(folder) for folder in (CORPUS / name,) if folder.is_dir()]
    limits = [
        f"-max_total_time={seconds}",
        "-max_len=600",
        "-timeout=10",
        f"-artifact_prefix={found}/failed-",
    ]
    atheris.Setup([sys.argv[0], *limits, str(found), *known], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
