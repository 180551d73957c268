"""The house keeps its plan: who imports whom, what things are called, where markup is trusted."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("nidairp", "news", "publications")
TOP = {"manage.py", "nidairp", "news", "publications", "templates", "tests"}
VAGUE = {"services", "utils", "helpers", "common", "misc", "tools"}
# Two filters that clean text and a tag that escapes a data block, and then vouch for it. Nothing else may.
VOUCHING = {
    "nidairp/editing/templatetags/editing.py",
    "nidairp/markup.py",  # tested to be what Django's format_html is
    "publications/templatetags/publication_metadata.py",
}
TRUSTS_TEXT = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off|{%\s*filter\s+safe")


def sources() -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_imports_go_one_way():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{named(path)}:{inner.lineno}"
        for path in sources()
        if path.name != "apps.py"  # Django asks for it there: models are not ready before
        for outer in ast.walk(parsed(path))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom) and not imported(inner, path) <= when_needed()
    ]
    assert hidden == []


def imported(statement: ast.Import | ast.ImportFrom, path: Path) -> set[str]:
    """By the names that the linter knows: of other packages the first part, of ours the whole."""
    if isinstance(statement, ast.Import):
        return {alias.name for alias in statement.names}
    folder = ".".join(path.relative_to(ROOT).parts[: -statement.level]) if statement.level else ""
    module = ".".join(filter(None, [folder, statement.module]))
    if module.partition(".")[0] not in CODE:
        return {module.partition(".")[0]}
    return {module} if module in when_needed() else {f"{module}.{alias.name}" for alias in statement.names}


@cache
def when_needed() -> set[str]:
    """What the linter wants imported nowhere else."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    return set(lint["flake8-tidy-imports"]["banned-module-level-imports"])


def test_no_module_has_a_name_that_says_nothing():
    assert [named(path) for path in sources() if VAGUE & {path.stem, path.parent.name}] == []


LISTENING = [
    "nidairp/generation/apps.py",
    "nidairp/roles/apps.py",
    "nidairp/search/apps.py",
    "publications/apps.py",
]


def test_our_own_apps_do_not_talk_by_signals():
    words = ("django.db.models.signals", "django.dispatch")
    listening = [named(path) for path in sources() if any(word in path.read_text() for word in words)]
    # The generation, the search and the lists hear from Django itself that tables have changed, and put their
    # triggers back; the roles are given the permissions of models that are new.
    assert listening == LISTENING


@pytest.mark.parametrize("path", LISTENING)
def test_those_that_listen_hear_of_migrations_only(path):
    text = (ROOT / path).read_text()
    heard = re.findall(r"django\.db\.models\.signals import (.*)", text)
    assert heard in (["post_migrate, pre_migrate"], ["post_migrate"])


def test_every_module_says_why_it_is_there():
    silent = [
        named(path)
        for path in sources()
        if path.name != "apps.py"  # it only names the app
        and "migrations" not in path.parts
        and path.read_text().strip()
        and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_only_the_cleaning_filters_vouch_for_markup():
    vouchers = {
        named(path) for path in sources() if re.search(r"mark_safe|SafeString\(|SafeText\(", path.read_text())
    }
    assert vouchers <= VOUCHING


def test_no_template_trusts_text():
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    assert templates
    assert [named(path) for path in templates if TRUSTS_TEXT.search(path.read_text())] == []


def test_no_template_carries_script_or_style_of_its_own():
    inline = re.compile(
        r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")"
    )
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert [named(path) for path in templates if inline.search(path.read_text())] == []


def test_code_stands_only_in_the_prescribed_places():
    tracked = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert {Path(path).parts[0] for path in tracked} <= TOP
