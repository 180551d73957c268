"""Tables: whether a screen reader can say to which column a number belongs (WCAG 1.3.1)."""

from collections.abc import Iterator

from .finding import Finding, quoted, rule
from .subject import Subject

NO_HEADERS = rule(
    "table-headers",
    "A table has no header row",
    "Screen readers read numbers without saying to which column they belong (WCAG 1.3.1).",
    "Put the cursor in the first row and press the button “Toggle header row”.",
)


def check_tables(subject: Subject) -> Iterator[Finding]:
    for table in subject.document.tables:
        if not table.has_headers:
            name = quoted(table.text) if table.text else "An empty table"
            yield Finding(NO_HEADERS, name, "body", table.place)
