"""The findings as the panel beside the form shows them: one entry for each rule, with all its places."""

from collections import defaultdict
from dataclasses import dataclass

from .checks import Finding
from .checks.finding import Rule

#: So many places of one rule are named; the others are counted.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    rule: Rule
    named: list[Finding]
    more: int


@dataclass(frozen=True, slots=True)
class Panel:
    entries: list[Entry]
    errors: int
    advice: int

    @property
    def says(self) -> str:
        """The outcome in one sentence, for the row of buttons and for screen readers."""
        parts = []
        if self.errors:
            parts.append(f"{_counted(self.errors, 'thing')} to mend before publishing")
        if self.advice:
            parts.append(f"{_counted(self.advice, 'thing')} could be better")
        return ", ".join(parts) or "nothing to mend"


def panel_of(findings: list[Finding]) -> Panel:
    by_rule = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    entries = [Entry(rule, found[:NAMED], len(found) - NAMED) for rule, found in by_rule.items()]
    errors = sum(finding.rule.blocks for finding in findings)
    return Panel(entries, errors, len(findings) - errors)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
