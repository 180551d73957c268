"""Articles that WordPress kept at the top."""

from nidairp.wordpress.report import Outcome

from .placing import Place
from .voyage import Voyage


def bring(voyage: Voyage, places: dict[int, Place]) -> None:
    for place in places.values():
        if place.item.sticky and place.is_new:
            message = "It was kept at the top: here the newest stands there."
            voyage.tell(Outcome.DOUBTFUL, place.item, "post", place.item.title, message)
