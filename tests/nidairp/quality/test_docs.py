"""What the editors' guide says of the rules is all of them, and what blocks is marked."""

from pathlib import Path

from nidairp.quality.checks.finding import RULES

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "quality-checks.md"


def test_every_rule_is_in_the_guide():
    lines = [line.split("|")[1].strip() for line in GUIDE.read_text().splitlines() if line.startswith("| ")]
    assert lines[1:] == [("**Mend:** " if rule.blocks else "") + rule.title for rule in in_order(lines)]
    assert len(lines) - 1 == len(RULES)


def in_order(lines: list[str]) -> list:
    titles = [line.removeprefix("**Mend:** ") for line in lines]
    return sorted(RULES.values(), key=lambda rule: titles.index(rule.title))
