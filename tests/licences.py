"""``python -m tests.licences``: what the packages of the site allow, as `docs/licences.md` has it."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Only where it is needed: on the oldest Python, or another system.
ELSEWHERE = "only on other systems"
#: What is said at length, or in another way, in short.
_SHORT = {
    "Dual License": "Apache-2.0 or BSD-3-Clause",
    "The Unlicense (Unlicense)": "Unlicense",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Copyright 2023 Jinzhe Zeng": "MIT",
}


def packages() -> list[str]:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)


def licence(name: str) -> str:
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE
    classified = [line.split(" :: ")[-1] for line in said.get_all("Classifier", []) if "License ::" in line]
    plain = (
        said.get("License-Expression")
        or " / ".join(classified)
        or (said.get("License") or "?").split("\n")[0]
    )
    return _SHORT.get(plain, plain)


def table() -> str:
    rows = [f"| {name} | {licence(name)} |" for name in packages()]
    return "\n".join(["| package | licence |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    print(table(), end="")
