"""Figures go into the library with their words, and come out again."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nidairp.search import index
from tests.factories import make_category, make_picture

BEFORE, AFTER = [("news", "0002_history_of_categories")], [("news", "0005_no_figure_files")]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.one_database,
]


def migrated(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


def test_figures_move_with_their_words_and_back() -> None:
    category = make_category().pk
    index.lie_down()
    try:
        there_and_back(migrated(BEFORE), category)
    finally:
        call_command("migrate", verbosity=0)


def there_and_back(apps: Any, category: int) -> None:
    Post = apps.get_model("news", "Post")
    for number, name in enumerate(("figures/2024/a.png", "figures/2024/b.png", "figures/gone.png", "")):
        if name and "gone" not in name:
            default_storage.save(name, ContentFile(make_picture().read()))
        words = {"figure_alt": f"Bars {number}", "figure_caption": f"Caption {number}"} if name else {}
        size = {"figure_width": 60, "figure_height": 40} if name else {}
        Post.objects.create(
            title=f"T{number}", slug=f"t{number}", category_id=category, figure=name, **words, **size
        )
    Post = migrated(AFTER).get_model("news", "Post")  # noqa: N806
    posts = list(Post.objects.order_by("title"))
    assert posts[0].figure_id == posts[1].figure_id is not None, "the same file is one image"
    assert [post.figure_alt for post in posts] == ["Bars 0", "Bars 1", "Bars 2", ""]
    assert posts[0].figure.description == "Bars 0" and posts[1].figure_caption == "Caption 1"
    assert posts[2].figure is None and posts[3].figure is None
    assert not (Path(settings.MEDIA_ROOT) / "figures/2024/a.png").exists()
    Post.objects.filter(pk=posts[1].pk).update(figure_alt="", figure_decorative=True)
    posts = list(migrated(BEFORE).get_model("news", "Post").objects.order_by("title"))
    assert default_storage.exists(posts[0].figure.name) and posts[0].figure_width == 60
    assert [post.figure_alt for post in posts] == ["Bars 0", "a", "Bars 2", ""]
    assert not posts[2].figure and not posts[3].figure
