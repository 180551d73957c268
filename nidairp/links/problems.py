"""What can be wrong with a link, as it is stored and as it is said."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Kind(TextChoices):
    NOTHING = "nothing", "Nothing there"
    UNPUBLISHED = "unpublished", "Not public"
    GONE = "gone", "Taken down"
    EDITORS = "editors", "For editors only"
    NO_ADDRESS = "no-address", "No address"
    NO_ANSWER = "no-answer", "No answer"
    REFUSED = "refused", "Not followed"


@dataclass(frozen=True, slots=True)
class Problem:
    kind: Kind
    says: str
