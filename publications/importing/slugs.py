"""Slugs and keys that nobody has yet, for many new rows at once."""

from collections.abc import Iterable

from django.db.models import Model

from publications.among import among


class Free:
    """Values of one unique column; remembers how far it counted: a thousand equal names stay quick."""

    def __init__(self, model: type[Model], column: str = "slug") -> None:
        self._rows = model._default_manager.order_by()
        self._column = column
        self._counted: dict[str, int] = {}

    def taken(self, wanted: Iterable[str]) -> set[str]:
        """Those that the database has already."""
        rows = self._rows.filter(among(self._column, set(wanted)))
        return set(rows.values_list(self._column, flat=True))

    def free(self, bases: Iterable[str]) -> list[str]:
        """One for each base that neither the database nor an earlier one has: `base`, `base-2` ..."""
        wanted = list(bases)
        taken = self.taken(wanted)
        given: list[str] = []
        for base in wanted:
            value = self._numbered(base, taken) if base in taken else base
            taken.add(value)
            given.append(value)
        return given

    def _numbered(self, base: str, taken: set[str]) -> str:
        if base not in self._counted:
            self._counted[base] = 1
            rows = self._rows.filter(**{f"{self._column}__startswith": f"{base}-"})
            taken.update(rows.values_list(self._column, flat=True))
        while True:
            self._counted[base] += 1
            value = f"{base}-{self._counted[base]}"
            if value not in taken:
                return value
