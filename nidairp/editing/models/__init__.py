"""What edited content is, and what is kept beside it."""

from .edited import Edited, EditedQuerySet
from .revision import Revision

__all__ = ["Edited", "EditedQuerySet", "Revision"]
