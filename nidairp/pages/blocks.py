"""What stands under the text of a page: questions that open, and how to reach somebody.

Each is a row below its page, as a list of publications is, so that a version of the page holds it too.
"""

from typing import Any
from urllib.parse import urlencode

from django.core.validators import RegexValidator
from django.db import models, transaction

from nidairp.addresses import followed, validate_address
from nidairp.editing.body import BodyField

MAP = "https://www.openstreetmap.org/search?"


class BlockQuerySet(models.QuerySet):
    def delete(self) -> Any:
        """The search reads what stands under a page from the page's own row."""
        with transaction.atomic():
            pages = {block.page_id: block.page for block in self.select_related("page").defer("page__body")}
            done = super().delete()
            for page in pages.values():
                page.gather_blocks()
        return done

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Block(models.Model):
    position = models.PositiveSmallIntegerField(default=0, help_text="Order: smaller numbers come first.")

    objects = BlockQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.page.gather_blocks()

    def used_in(self) -> Any:
        """What an image or a file in it is used by, as people would say."""
        return self.page

    @property
    def words(self) -> str:
        """What the search finds the page by."""
        raise NotImplementedError


class Question(Block):
    page = models.ForeignKey("pages.Page", models.CASCADE, related_name="questions")
    question = models.CharField(max_length=300)
    answer = BodyField()

    #: In comparisons of versions: by what a row is the same one, and what it is called.
    known_by = told_by = ("question",)

    class Meta(Block.Meta):
        verbose_name = "question"

    def __str__(self) -> str:
        return self.question

    @property
    def words(self) -> str:
        return f"{self.question}\n{self.answer}"


class Contact(Block):
    page = models.ForeignKey("pages.Page", models.CASCADE, related_name="contacts")
    heading = models.CharField(max_length=200, default="Contact")
    name = models.CharField(max_length=200, blank=True, help_text="A person or an office.")
    address = models.TextField(blank=True, help_text="The postal address, in lines as on an envelope.")
    map_link = models.CharField(
        "map",
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text="Where a map shows the place. Empty: the address is looked up in OpenStreetMap.",
    )
    phone = models.CharField(
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^\+?[-0-9 ().x]+$", "Only digits, spaces, hyphens and parentheses.")],
        help_text="For example 800-535-8254; x stands before an extension.",
    )
    email = models.EmailField("e-mail", blank=True)
    hours = models.CharField(
        max_length=200, blank=True, help_text="For example “Monday to Friday, 9 a.m. to 5 p.m.”"
    )

    known_by, told_by = ("heading", "name"), ("heading", "name")

    class Meta(Block.Meta):
        verbose_name = "contact"

    def __str__(self) -> str:
        return " – ".join(filter(None, [self.heading, self.name]))

    @property
    def words(self) -> str:
        return "\n".join(filter(None, [self.heading, self.name, self.address, self.email]))

    @property
    def map_url(self) -> str:
        lines = ", ".join(line.strip() for line in self.address.splitlines() if line.strip())
        return followed(self.map_link) or (MAP + urlencode({"query": lines}) if lines else "")

    @property
    def dialled(self) -> str:
        """The number for a ``tel:`` link."""
        number, _, extension = self.phone.partition("x")
        digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
        return f"tel:{digits}" + (f";ext={extension.strip()}" if extension.strip() else "")
