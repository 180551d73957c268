"""Articles that WordPress kept at the top lead the home page, behind those that editors chose here."""

from django.db.models import Max

from news.models import Featured, Post
from nidairp.wordpress.report import Outcome

from .placing import Place
from .voyage import Voyage


def bring(voyage: Voyage, places: dict[int, Place]) -> None:
    stuck = [place for place in places.values() if place.item.sticky and place.is_new and place.model is Post]
    last = Featured.objects.aggregate(last=Max("position"))["last"] or 0
    for at, place in enumerate(sorted(stuck, key=lambda place: place.item.date, reverse=True), 1):
        Featured.objects.create(post_id=place.pk, position=last + at)
        voyage.tell(Outcome.MADE, place.item, "kept at the top", place.item.title)
