"""What is looked for in the admin: no more words than a database takes in one question.

Each word is asked of several columns, and SQLite refuses a question of more than a thousand parts. Nobody
types so many; a page that was pasted into the wrong box has them.
"""

import re
from unicodedata import normalize

from django.http import QueryDict

MOST = 50
#: Django's own search box, and the boxes of choices.
NAMES = ("q", "term")
_WORD, _CHUNK = re.compile(r"[^\W_]+"), re.compile(r"\S+")


def first_words(asked: QueryDict) -> QueryDict:
    """The very same, unless there are too many."""
    said = {name: asked[name] for name in NAMES if name in asked}
    left = {name: _beginning(text) for name, text in said.items()}
    if left == said:
        return asked
    made = asked.copy()
    for name, text in left.items():
        made[name] = text
    return made


def _beginning(text: str) -> str:
    """Counted as those count who take words and letters apart: "a-b" is two, and "½" is "1⁄2"."""
    left = MOST
    for chunk in _CHUNK.finditer(text):
        left -= len(_WORD.findall(normalize("NFKC", chunk[0]))) or 1
        if left < 0:
            return text[: chunk.start()].rstrip() or chunk[0][:MOST]
    return text
