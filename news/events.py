"""When and where something takes place that an article announces: a talk, a series of talks, grand rounds.

Events are rows below their article, so they are drafted, kept, compared and published with it, and nobody
hears of one before its article is public.
"""

import datetime
import uuid
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date

from nidairp.addresses import followed, validate_address
from nidairp.editing import schedule
from nidairp.editing.models import Edited
from nidairp.prepared import Prepared
from nidairp.rich import strip


class EventQuerySet(models.QuerySet):
    def published(self, at: datetime.datetime | None = None) -> Self:
        """Those whose article the public may see."""
        posts = self.model._meta.get_field("post").related_model.objects
        # Of each event its one article: there are few events, and there may be very many articles.
        return self.filter(Exists(posts.published(at).filter(pk=OuterRef("post"))))

    def for_lists(self) -> Self:
        return self.published().select_related("post__category").defer("post__body")

    def of(self, category: models.Model) -> Self:
        """Those whose article the list of the category has."""
        posts = self.model._meta.get_field("post").related_model.objects
        return self.filter(Exists(posts.listed_in(category).filter(pk=OuterRef("post"))))

    def upcoming(self, at: datetime.datetime | None = None) -> Self:
        """Also what is under way; the next one first."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def past(self, at: datetime.datetime | None = None) -> Self:
        return self.filter(ends_at__lte=at or timezone.now()).order_by("-starts_at", "-pk")

    def delete(self) -> Any:
        """The search reads what an article's events say from the article's own row."""
        with transaction.atomic():
            posts = {event.post_id: event.post for event in self.select_related("post").defer("post__body")}
            done = super().delete()
            for post in posts.values():
                post.gather_events()
        return done

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Event(models.Model):
    post = models.ForeignKey("news.Post", models.CASCADE, related_name="events")
    #: Its own for good, whatever else of it changes: calendars know it again by this.
    uid = models.UUIDField(default=uuid.uuid4)
    title = models.CharField(
        max_length=300,
        blank=True,
        help_text="Empty: the article’s title. For a series, each talk’s own.",
    )
    speaker = models.CharField(
        "speakers",
        max_length=500,
        blank=True,
        help_text="Name and place, for example “Ana Marin, Ph.D., University of Delft”. "
        "Separate several with semicolons.",
    )
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(
        max_length=300, blank=True, help_text="Room and building, and the city if it is elsewhere."
    )
    link = models.CharField(
        "online",
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text="Where to join or register. Everybody can see it.",
    )
    is_cancelled = models.BooleanField(
        "cancelled", default=False, help_text="It stays in the lists, marked as cancelled, in calendars too."
    )

    objects = EventQuerySet.as_manager()
    #: In comparisons of versions: by what a row is the same one, and what it is called.
    known_by, told_by = ("uid",), ("title", "speaker", "starts_at")

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="event_upcoming")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message="It ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{strip(self.name)} ({self.day})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.post.gather_events()

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "It ends before it begins."})

    def get_absolute_url(self) -> str:
        return f"{self.post.get_absolute_url()}#event-{self.uid}"

    @property
    def calendar_url(self) -> str:
        return reverse("news:event_calendar", args=[self.post.category.slug, self.post.slug, self.uid])

    @property
    def name(self) -> str:
        return self.title or self.post.title

    @property
    def day(self) -> str:
        return format_date(timezone.localtime(self.starts_at), "F j, Y")

    @property
    def hours(self) -> str:
        """ "noon–1 p.m." on one day; where it goes on to another, the end says which."""
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        until = format_date(end, "P" if start.date() == end.date() else "F j, Y, P")
        return f"{format_date(start, 'P')}–{until} {schedule.zone()}"

    @property
    def online(self) -> str:
        return followed(self.link)

    @property
    def speakers(self) -> list[str]:
        return [name.strip() for name in self.speaker.split(";") if name.strip()]

    @property
    def is_past(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def words(self) -> str:
        """What the search finds it by."""
        return " · ".join(filter(None, [self.title, self.speaker, self.place, self.day]))


def next_end(after: datetime.datetime) -> datetime.datetime | None:
    """When the next event leaves the lists of those to come."""
    return next((moment for (moment,) in _NEXT_END(after=after)), None)


def _first_to_end(after: datetime.datetime) -> EventQuerySet:
    rows = Event.objects.filter(ends_at__gt=after, post__state__in=Edited.PROMISED)
    return rows.order_by("ends_at").values_list("ends_at")[:1]


_NEXT_END = Prepared(_first_to_end)
