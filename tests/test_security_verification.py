"""What docs/security-verification.md calls as a witness is there."""

import re

from tests.licences import ROOT


def test_every_test_and_document_that_is_named_is_there() -> None:
    text = (ROOT / "docs" / "security-verification.md").read_text(encoding="utf-8")
    tests = set(re.findall(r"`((?:[a-z_]+/)*test_\w+\.py)`", text))
    places = set(re.findall(r"`((?:docs|deploy)/(?!test_)[\w.@-]+)`", text))
    assert len(tests) > 40
    missing = [name for name in tests if not (ROOT / "tests" / name).exists()]
    missing += [name for name in places if not (ROOT / name).exists()]
    assert missing == []
