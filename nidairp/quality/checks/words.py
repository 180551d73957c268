"""Title and summary: what search results, shared links and browser tabs show of a page."""

from collections.abc import Iterator

from .capitals import is_shouting
from .finding import Finding, quoted, rule
from .subject import Subject

TITLE_LENGTH = 20
SUMMARY_LENGTH = 50

NO_TITLE = rule(
    "title-missing",
    "The title is missing",
    "Without it the page has no heading, no name in lists and no address.",
    "Say in a few words what the page is about.",
    blocks=True,
)
SHORT_TITLE = rule(
    "title-short",
    "The title is short",
    f"Federal standards ask for at least {TITLE_LENGTH} characters, so that the title says in search results "
    "what the page is about.",
    "Add what the reader looks for: “Contact the outreach group” rather than “Contact”.",
)
SAME_TITLE = rule(
    "title-not-unique",
    "Another page has this title",
    "Federal standards ask for a title of its own for each page: readers cannot tell the two apart in search "
    "results and browser tabs.",
    "Add what sets this page apart, such as the branch, the topic or the year.",
)
TITLE_IN_CAPITALS = rule(
    "title-capitals",
    "The title is in capitals",
    "Capitals are harder to read, and some screen readers spell them letter by letter.",
    "Write it as a sentence: only the first word and names begin with a capital.",
)
NO_SUMMARY = rule(
    "summary-missing",
    "The summary is missing",
    "It stands below the title in lists, in search results and in shared links; without it they show a stock "
    "sentence.",
    "Say in one or two sentences what the reader learns here.",
)
SHORT_SUMMARY = rule(
    "summary-short",
    "The summary is short",
    f"Federal standards ask for a description of at least {SUMMARY_LENGTH} characters, so that people can "
    "tell whether to open the page.",
    "Name the finding or the service, and whom it is for.",
)
SAME_SUMMARY = rule(
    "summary-not-unique",
    "Another page has this summary",
    "Federal standards ask for a description of its own for each page.",
    "Say what is special about this page.",
)


def check_title(subject: Subject) -> Iterator[Finding]:
    title = subject.title.strip()
    if not title:
        yield Finding(NO_TITLE, "There is no title", "title")
        return
    if len(title) < TITLE_LENGTH:
        yield Finding(SHORT_TITLE, f"{quoted(title)} has {characters(len(title))}", "title")
    if subject.same_title:
        yield Finding(SAME_TITLE, f"{quoted(title)} is the title of the {subject.same_title} too", "title")
    if is_shouting(title):
        yield Finding(TITLE_IN_CAPITALS, quoted(title), "title")


def check_summary(subject: Subject) -> Iterator[Finding]:
    summary = subject.summary.strip()
    if not summary:
        yield Finding(NO_SUMMARY, "There is no summary", "summary")
    elif len(summary) < SUMMARY_LENGTH:
        yield Finding(SHORT_SUMMARY, f"{quoted(summary)} has {characters(len(summary))}", "summary")
    if summary and subject.same_summary:
        yield Finding(SAME_SUMMARY, f"The {subject.same_summary} has the same summary", "summary")


def characters(number: int) -> str:
    return f"{number} character{'' if number == 1 else 's'}"
