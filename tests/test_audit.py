"""`make audit` says in one line whom it could not ask, and never takes silence for a clean bill."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "audit"
CLEAN, NONE = "No known vulnerabilities found", "found 0 vulnerabilities"
TRACE = "Traceback (most recent call last):\nConnectionError: no route"
REFUSED = "npm error audit endpoint returned an error"


def audited(folder: Path, pip: tuple[str, int], npm: tuple[str, int]) -> tuple[int, list[str]]:
    for name, (said, code) in {"pip-audit": pip, "npm": npm, "bandit": ("", 0)}.items():
        program = folder / ".venv/bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\ncat <<'X'\n{said}\nX\nexit {code}\n")
        program.chmod(0o755)
    done = subprocess.run(
        ["sh", SCRIPT, ".venv/bin"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize(
    ("pip", "npm", "lines"),
    [
        ((TRACE, 1), (REFUSED, 1), 2),
        ((TRACE, 0), (NONE, 0), 1),
        (("x  Dependency not found on PyPI and could not be audited: x", 0), (NONE, 0), 1),
        ((CLEAN, 0), ("", 0), 1),
    ],
)
def test_who_could_not_be_asked_is_named(
    tmp_path: Path, pip: tuple[str, int], npm: tuple[str, int], lines: int
) -> None:
    code, said = audited(tmp_path, pip, npm)
    assert code == 1
    assert [line.startswith("NOT ASKED: ") for line in said] == [True] * lines


def test_what_is_found_fails_and_what_is_clean_does_not(tmp_path: Path) -> None:
    assert audited(tmp_path, (CLEAN, 0), (NONE, 0)) == (0, [])
    assert audited(tmp_path, ("Found 1 known vulnerability in 1 package", 1), (NONE, 0)) == (1, [])
    assert audited(tmp_path, (CLEAN, 0), ("2 moderate severity vulnerabilities", 1)) == (1, [])
