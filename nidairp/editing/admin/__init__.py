"""The admin pages of edited content: the form and its one control, history, preview, lists."""

from .base import EditedAdmin
from .forms import EditedForm

__all__ = ["EditedAdmin", "EditedForm"]
