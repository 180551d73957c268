"""While a release is put in place the one before runs on the new tables: migrations leave what it needs."""

import os
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

ROOT = Path(__file__).resolve().parents[1]
#: What the linter finds, and why it is no harm.
KNOWN = {
    "editing.0004_room_for_notes": "a longer varchar: no row is written anew, and shorter notes fit",
    "news.0003_figure_from_the_library": "before the first release: no site had these columns",
    "news.0005_no_figure_files": "before the first release: no site had these columns",
    "publications.0014_keywords_in_all_spellings": "unique for keys, of which the release before writes none",
    "publications.0006_steps_of_imports": "before the first release: no site had an import",
}

if "postgres" in os.environ.get("DATABASE_URL", ""):

    @pytest.mark.slow
    @pytest.mark.django_db
    def test_the_release_before_works_on_what_a_migration_leaves(capsys: pytest.CaptureFixture[str]) -> None:
        """What is said of SQLite would be of another production."""
        paths = {config.label: Path(config.path) for config in apps.get_app_configs()}
        ours = {app for app, path in paths.items() if ROOT in path.parents and ".venv" not in path.parts}
        found, linter = {}, MigrationLinter(no_cache=True)
        for (app, name), migration in MigrationLoader(None).disk_migrations.items():
            if app in ours:
                linter.reset_counters()
                linter.lint_migration(migration)
                if linter.has_errors:
                    found[f"{app}.{name}"] = capsys.readouterr().out
        assert found.keys() == KNOWN.keys(), found
