"""The words that the home page begins with. There is one row at most; without it they are those below."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models

from nidairp.prepared import Prepared

HEADING = "The science of addiction, from a single receptor to a human life"
LEAD = (
    "The intramural scientists of the National Institute on Drug Abuse study how drugs act on the brain, "
    "and how addiction can be prevented and treated."
)
DESCRIPTION = (
    "News and publications of the Intramural Research Program of the National Institute on Drug Abuse: "
    "how drugs act on the brain, and how addiction can be prevented and treated."
)


class FrontWords(models.Model):
    heading = models.CharField(max_length=120, default=HEADING, help_text="The large line at the top.")
    lead = models.TextField(default=LEAD, help_text="Below it, in one or two sentences.")
    description = models.TextField(
        default=DESCRIPTION,
        help_text="What search engines and shared links say of the site; 50 to 260 letters.",
    )

    class Meta:
        verbose_name = "words of the home page"
        verbose_name_plural = "words of the home page"

    def __str__(self) -> str:
        return self.heading

    @classmethod
    def now(cls) -> Self:
        return next(iter(_WORDS()), None) or cls()

    def clean(self) -> None:
        if len(self.description) < 50:
            raise ValidationError({"description": "At least 50 letters: say what readers find here."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)


_WORDS = Prepared(FrontWords.objects.order_by("pk").all)
