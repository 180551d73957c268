"""Rows that are mostly read without their long columns, by ``defer`` or ``only``.

Django looks for each column in a list of those that were read: a thousand comparisons for a row of fifty,
which take twice as long as all else that makes an object of it. In a set it is one each.
"""

from collections.abc import Collection, Sequence
from typing import Any, Self

from django.db import models


class ReadInPart(models.Model):
    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Sequence[Any]) -> Self:
        return super().from_db(db, frozenset(field_names), values)
