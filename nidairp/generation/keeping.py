"""What is the same on many pages of one generation of the content: each process makes it once.

Whatever is kept is gone with its generation, so what it depends on in the database need not be said. Who does
say it keeps it for longer: as long as nothing changes there. For a request without a generation (a preview)
all is made anew.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from ..shelf import Shelf
from .carried import Of, generation

T = TypeVar("T")


class Keeping(Generic[T]):
    """Things by their keys, together no larger than `limit` by what `size` says of each."""

    def __init__(
        self,
        limit: int,
        size: Callable[[T], int] = lambda thing: 1,
        state: Callable[[], Hashable | None] = generation,
    ) -> None:
        """They are kept while `state` says the same; it says None where nothing may be kept.

        What is made may look at nothing that the state does not tell of, nor may what was read for it before.
        """
        self._limit, self._size = limit, size
        self.state = state
        self._of: tuple[Hashable, Shelf[T]] = ("", Shelf(limit, size))

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes, or has made; the key says all that it depends on but the database."""
        state = self.state()
        if state is None:
            return make()
        kept, shelf = self._of
        if kept != state:  # who is slow and still at an older one goes on with a shelf of its own
            shelf = Shelf(self._limit, self._size)
            self._of = state, shelf
        if (there := shelf.get(key)) is not None:
            return there
        made = make()
        shelf.put(key, made)
        return made


def of(*apps: str) -> Of:
    """For things that are made of these apps' tables alone."""
    return Of(apps)
