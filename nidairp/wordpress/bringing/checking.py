"""After the run: what a visitor gets at each old address, by the site's own rules."""

from nidairp.redirects.outcomes import Ending, outcomes
from nidairp.redirects.paths import normalised
from nidairp.wordpress.report import Outcome

from .forwarding import Old
from .voyage import Made, Voyage

AT_ONCE = 1000
HIDDEN = "What stood there is not public: the address says that there is nothing, until it is published."
LOST = "Nothing answers there any more."


def check(voyage: Voyage, addresses: list[Old], written: set[str]) -> None:
    """``written`` are the redirects of this run."""
    unique = {old.path: old for old in reversed(addresses)}
    paths = [*unique]
    for start in range(0, len(paths), AT_ONCE):
        several = paths[start : start + AT_ONCE]
        found = outcomes(several)
        for path in several:
            _tell(voyage, unique[path], found[path], normalised(path) in written)
        voyage.progress("Addresses", start + len(several), len(paths))


def _tell(voyage: Voyage, old: Old, ending: Ending, is_new: bool) -> None:
    hidden = isinstance(old.to, Made) and old.to.hidden
    if ending.answers:
        message = f"redirects to {ending.place}" if ending.place else "is there"
        message += f": {old.note}" if old.note else ""
        _add(voyage, Outcome.MADE if is_new else Outcome.UNCHANGED, old, message, ending.place)
    elif hidden:
        _add(voyage, Outcome.SKIPPED, old, HIDDEN)
    else:
        _add(voyage, Outcome.LOST, old, LOST)


def _add(voyage: Voyage, outcome: Outcome, old: Old, message: str, address: str = "") -> None:
    line, file = (old.thing.line, old.thing.file) if old.thing else (0, "")
    voyage.report.add(outcome, "address", old.path, message, line=line, file=file, address=address)
