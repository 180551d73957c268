"""Rows become objects by the dozen on each page, mostly without their long columns, by ``defer`` or ``only``.

Django looks for each column in a list of those that were read: a thousand comparisons for a row of fifty.
And it makes each object as if somebody had called its class: it sends two signals and sets each value by
itself. What comes from the database as it is needs nothing of this.
"""

from collections.abc import Collection, Sequence
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class ReadInPart(models.Model):
    """For models that nobody watches being made, and whose fields keep their values as they are."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Sequence[Any]) -> Self:
        """The names are in the order of the values; what is not among them is read when it is asked for."""
        read = cls.__new__(cls)
        read._state = ModelState()
        read._state.adding, read._state.db = False, db
        vars(read).update(zip(field_names, values, strict=True))
        return read
