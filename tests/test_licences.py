"""What the site runs on may be used, and is listed."""

import re

from tests.licences import ELSEWHERE, ROOT, licence, packages, table


def test_the_list_of_licences_is_what_is_locked() -> None:
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert listed.endswith(table()), "run: python -m tests.licences, and put its table into docs/licences.md"


def test_nothing_asks_that_our_own_code_be_given_away() -> None:
    bound = [name for name in packages() if re.search(r"(?<!L)GPL|SSPL|BUSL", licence(name))]
    assert bound == []
    unknown = [name for name in packages() if licence(name) in ("", "?", ELSEWHERE)]
    assert unknown == []
