"""Where the file of an attachment is, however its name is written."""

import unicodedata
from pathlib import Path

import pytest

from nidairp.wordpress.bringing.media import found_at
from nidairp.wordpress.export.items import Item

ACCENTS = "é\u0301té.png"


@pytest.mark.parametrize(
    ("stored", "lies_at"),
    [
        ("2019/fig.png", "2019/fig.png"),
        ("2019/fig.png", "uploads/2019/fig.png"),
        ("2019/fig.png", "wp-content/uploads/2019/fig.png"),
        (unicodedata.normalize("NFC", ACCENTS), unicodedata.normalize("NFD", ACCENTS)),
        (unicodedata.normalize("NFD", ACCENTS), unicodedata.normalize("NFC", ACCENTS)),
        ("a%20b.png", "a b.png"),
        ("100%25.png", "100%25.png"),
    ],
)
def test_it_is_found_as_folders_have_it(stored: str, lies_at: str, tmp_path: Path) -> None:
    path = tmp_path / lies_at
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert found_at(tmp_path, Item(1, meta={"_wp_attached_file": [stored]})) == path


@pytest.mark.parametrize("stored", ["../secret.png", "%2e%2e/secret.png", "/../secret.png", "a\x00b", ""])
def test_nothing_outside_of_the_folder_is(stored: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").touch()
    (tmp_path / "uploads").mkdir()
    assert found_at(tmp_path / "uploads", Item(1, meta={"_wp_attached_file": [stored]})) is None


def test_a_smaller_size_stands_for_a_picture_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "fig-300x200.png").touch()
    item = Item(1, meta={"_wp_attached_file": ["fig.png"], "_seen": ["fig-300x200.png"]})
    assert found_at(tmp_path, item) == tmp_path / "fig-300x200.png"
