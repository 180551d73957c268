"""What stands at the top of the home page: articles that editors chose, perhaps up to a last day."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from nidairp.prepared import Prepared


class FeaturedQuerySet(models.QuerySet):
    def on(self, day: datetime.date | None = None) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=day or timezone.localdate()))

    def lead_with(self, post: Any) -> None:
        """Before all others; its last day, if it had one, was for the time before."""
        with transaction.atomic():
            self.update(position=F("position") + 1)
            self.update_or_create(post=post, defaults={"position": 0, "until": None})


class Featured(models.Model):
    """The first of them that is public leads the home page; without any, the newest featured paper does."""

    post = models.OneToOneField("news.Post", models.CASCADE, related_name="featured", verbose_name="article")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="The smallest leads the page with its figure; the next two stand below it."
    )
    until = models.DateField(
        "last day", null=True, blank=True, help_text="Empty: until somebody takes it out again."
    )

    objects = FeaturedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "article on the home page"
        verbose_name_plural = "articles on the home page"

    def __str__(self) -> str:
        return str(self.post)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    def clean(self) -> None:
        if self.is_over:
            raise ValidationError({"until": "This day is past: choose a later one, or none."})


def next_day_over(after: datetime.datetime) -> datetime.datetime | None:
    """The midnight at which the next of them leaves the home page."""
    last = _LAST_DAYS(today=timezone.localdate(after))
    return _midnight_after(last[0][0]) if last else None


_LAST_DAYS = Prepared(
    lambda today: Featured.objects.filter(until__gte=today).order_by("until").values_list("until")[:1]
)


def _midnight_after(day: datetime.date) -> Any:
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(midnight)
