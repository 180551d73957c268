"""What became of each thing of the export, with its line; for the terminal, for people, for programs."""

import html
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from nidairp import spreadsheet


class Outcome(StrEnum):
    LOST = "lost"
    CONFLICT = "conflict"
    DOUBTFUL = "doubtful"
    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


#: What a person has to look at.
TROUBLES = (Outcome.LOST, Outcome.CONFLICT, Outcome.DOUBTFUL)
COLUMNS = ("outcome", "kind", "file", "line", "what", "message", "address")


@dataclass(frozen=True, slots=True)
class Line:
    outcome: Outcome
    kind: str
    what: str
    message: str = ""
    line: int = 0
    file: str = ""
    address: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file or "-"
        return (
            f"{where}: {self.outcome}: {self.kind} “{self.what}”{': ' if self.message else ''}{self.message}"
        )


@dataclass(slots=True)
class Report:
    rehearsal: bool = False
    lines: list[Line] = field(default_factory=list)

    def add(self, outcome: Outcome, kind: str, what: str, message: str = "", **more: object) -> None:
        self.lines.append(Line(outcome, kind, what[:200], message, **more))  # type: ignore[arg-type]

    def counts(self) -> dict[str, Counter[str]]:
        """For each kind, how many came to what."""
        found: dict[str, Counter[str]] = {}
        for line in self.lines:
            found.setdefault(line.kind, Counter())[line.outcome] += 1
        return found

    @property
    def failed(self) -> bool:
        return any(line.outcome in (Outcome.LOST, Outcome.CONFLICT) for line in self.lines)

    def troubles(self) -> Iterator[Line]:
        return (line for line in self.lines if line.outcome in TROUBLES)

    def summary(self) -> Iterator[str]:
        for kind, counted in self.counts().items():
            parts = ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome if counted[outcome])
            yield f"{kind}: {parts}"

    def write(self, path: Path) -> None:
        """By its ending: .json, .csv, or a page to read (.html)."""
        writer = {".json": _json, ".csv": _csv}.get(path.suffix.lower(), _html)
        with path.open("w", encoding="utf-8-sig" if writer is _csv else "utf-8", newline="") as stream:
            writer(self, stream)


def _json(report: Report, stream: TextIO) -> None:
    about = {
        "dry_run": report.rehearsal,
        "counts": {kind: dict(one) for kind, one in report.counts().items()},
    }
    stream.write(json.dumps(about, ensure_ascii=False, indent=1)[:-2] + ',\n "lines": [')
    for at, line in enumerate(report.lines):
        stream.write((",\n  " if at else "\n  ") + json.dumps(asdict(line), ensure_ascii=False))
    stream.write("\n ]\n}\n")


def _csv(report: Report, stream: TextIO) -> None:
    stream.write(spreadsheet.line(COLUMNS))
    for line in report.lines:
        stream.write(spreadsheet.line(getattr(line, name) for name in COLUMNS))


def _html(report: Report, stream: TextIO) -> None:
    title = "Rehearsal of the move from WordPress" if report.rehearsal else "The move from WordPress"
    stream.write(_PAGE.format(title=title))
    for kind, counted in report.counts().items():
        parts = ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome if counted[outcome])
        stream.write(f"<li><strong>{html.escape(kind)}</strong>: {parts}</li>")
    stream.write("</ul>")
    for outcome in Outcome:
        _section(outcome, [line for line in report.lines if line.outcome == outcome], stream)
    stream.write("</main></body></html>\n")


def _section(outcome: Outcome, lines: list[Line], stream: TextIO) -> None:
    if not lines:
        return
    opened = " open" if outcome in TROUBLES else ""
    stream.write(
        f"<details{opened}><summary>{outcome.capitalize()}: {len(lines)}</summary><table>{_HEAD}<tbody>"
    )
    for line in lines:
        where = f"{line.file}:{line.line}" if line.line else line.file
        cells = (line.kind, where, line.what, line.message, line.address)
        stream.write("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
    stream.write("</tbody></table></details>")


_HEAD = (
    "<thead><tr><th scope='col'>Kind</th><th scope='col'>Line</th><th scope='col'>What</th>"
    "<th scope='col'>Message</th><th scope='col'>Address</th></tr></thead>"
)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
html {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }}
details {{ overflow-x: auto }}
table {{ border-collapse: collapse; width: 100%; min-width: 50rem; overflow-wrap: anywhere }}
td, th {{ border-bottom: 1px solid; padding: .3rem .5rem; text-align: left; vertical-align: top }}
td:nth-child(-n+2) {{ white-space: nowrap }}
summary {{ font-size: 1.25rem; font-weight: bold; padding: .5rem 0; cursor: pointer }}
</style></head><body><main><h1>{title}</h1><ul>
"""
