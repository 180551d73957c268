"""A column for ORCID iDs: whatever form is typed, one is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ..orcid import EXAMPLE, normalised


class OrcidField(models.CharField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual = {
            "verbose_name": "ORCID iD",
            "max_length": 19,
            "blank": True,
            "default": "",
            "db_default": "",
            "help_text": f"For example {EXAMPLE}; the address from orcid.org works too.",
        }
        super().__init__(*args, **{**usual, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        return str(super().clean(tidied(value), model_instance))

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """An importer or a script that calls ``save()`` is no way around."""
        orcid = tidied(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, orcid)
        return orcid

    def formfield(self, **kwargs: Any) -> Any:
        # An address is longer than what is kept of it.
        return super().formfield(**{"max_length": 60, **kwargs})


def tidied(value: Any) -> str:
    try:
        return normalised(str(value)) if value else ""
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem
