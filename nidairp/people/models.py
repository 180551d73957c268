"""A person of the institute: an author with a photo, a position and a biography, tied to pages.

The page of a person is the author's own page, where the publications are. The pages of branches, or the
faculty's, list the people who are tied to them.
"""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models

from nidairp.addresses import followed, validate_address
from nidairp.editing.body import BodyField
from nidairp.library.models import Image

NO_ALTERNATIVE_TEXT = "The photo needs alternative text: say in a few words what it shows."


class PersonQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(is_public=True)

    def for_lists(self) -> Self:
        """All that a row in a list shows, in one query."""
        return self.published().select_related("photo", "author__merged_into").defer("biography")

    def authors(self) -> "models.QuerySet":
        """The keys of the authors that they are now."""
        standing = models.functions.Coalesce("author__merged_into", "author")
        return self.order_by().annotate(standing=standing).values_list("standing", flat=True)


class Person(models.Model):
    author = models.OneToOneField(
        "publications.Author",
        models.PROTECT,
        related_name="person",
        help_text="The name the person publishes under; somebody without publications needs an author, too.",
    )
    name = models.CharField(
        max_length=200, help_text="As it is shown, for example “Leonel F. Castelbranco, Ph.D.”."
    )
    position = models.CharField(
        max_length=200, blank=True, help_text="For example “Senior Investigator” or “Chief, Imaging Section”."
    )
    pages = models.ManyToManyField(
        "pages.Page",
        blank=True,
        related_name="people",
        verbose_name="branches",
        help_text="The pages of branches and other groups that list this person.",
    )
    photo = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="people", help_text="Upright is best."
    )
    photo_alt = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What the photo shows, for people who cannot see it. Required with a photo.",
    )
    email = models.EmailField("e-mail", blank=True, help_text="Shown on the person’s page.")
    homepage = models.CharField(
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text="The laboratory’s own site, or a page of this site: /organization/…",
    )
    biography = BodyField(blank=True)
    order = models.PositiveSmallIntegerField(
        "place",
        default=0,
        help_text="Order in lists of people: smaller numbers come first, equal ones by name.",
    )
    is_public = models.BooleanField(
        "on the site", default=True, help_text="Without it the author’s page shows the publications only."
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["order", "author__sort_key", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(photo=None) | ~models.Q(photo_alt=""),
                name="photo_has_alternative_text",
                violation_error_message=NO_ALTERNATIVE_TEXT,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.author.standing.get_absolute_url()

    def clean(self) -> None:
        if self.photo and not self.photo_alt:
            raise ValidationError({"photo_alt": NO_ALTERNATIVE_TEXT})

    @property
    def website(self) -> str:
        return followed(self.homepage)

    def described(self) -> dict[str, Any]:
        """What schema.org's ``Person`` says beyond an author; without what is not known."""
        known = {"name": self.name, "jobTitle": self.position, "email": self.email}
        return {name: value for name, value in known.items() if value}
