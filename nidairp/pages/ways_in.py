"""Ways in on the home page: for each kind of reader a line that leads to the page made for them."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from nidairp.addresses import followed, validate_address


class WayInQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Those that lead somewhere the public may go, in one query."""
        pages = self.model._meta.get_field("page").related_model.objects.published()
        return self.filter(Q(page=None) | Q(page__in=pages)).select_related("page")


class WayIn(models.Model):
    title = models.CharField(max_length=80, help_text="Whom it is for, such as “Patients and volunteers”.")
    text = models.CharField(max_length=200, help_text="What they find there, in one sentence.")
    page = models.ForeignKey(
        "pages.Page",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="ways_in",
        help_text="While the page is not public, the home page leaves the line out.",
    )
    address = models.CharField(
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text="Instead of a page: a path on this site such as /publications/, or a whole address.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order: smaller numbers come first.")

    objects = WayInQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "way in on the home page"
        verbose_name_plural = "ways in on the home page"
        constraints = [
            models.CheckConstraint(
                condition=Q(page=None) ^ Q(address=""),
                name="way_in_leads_to_one_place",
                violation_error_message="Choose a page or enter an address: one of the two.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.address):  # type: ignore[attr-defined]
            raise ValidationError("Choose a page or enter an address: one of the two.")

    def get_absolute_url(self) -> str:
        return self.page.get_absolute_url() if self.page else followed(self.address)
