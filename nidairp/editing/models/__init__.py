"""What edited content is, and what is kept beside it."""

from .edited import Edited, EditedQuerySet
from .revision import Revision
from .share import Share
from .unsaved import Unsaved

__all__ = ["Edited", "EditedQuerySet", "Revision", "Share", "Unsaved"]
