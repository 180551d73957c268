import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from nidairp.navigation import repair, tree
from nidairp.navigation.models import MenuItem

EDITORS = 4


def start_editor(database: str, seed: int) -> subprocess.Popen[str]:
    """A process of its own, on the database of this test."""
    code = f"from tests.nidairp.navigation.busy_editor import main; main({database!r}, {seed})"
    command = [sys.executable, "-m", "django", "shell", "--no-imports", "-c", code]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_editors_at_once_leave_a_sound_tree_and_lose_nothing() -> None:
    roots = [MenuItem.objects.menu(location) for location in MenuItem.Location.values]
    for root in roots:
        for number in range(5):
            tree.add(root, f"Item {number}")
    before = MenuItem.objects.count()
    database = str(connection.settings_dict["NAME"])
    editors = [start_editor(database, seed) for seed in range(EDITORS)]
    grown = [int(editor.communicate(timeout=120)[0]) for editor in editors]
    assert repair.check() == []
    assert MenuItem.objects.count() == before + sum(grown)
