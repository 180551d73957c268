"""The admin pages of edited content: the form and its one control, history, preview, lists."""

from .base import AGAIN, EditedAdmin, say_lost_files
from .forms import EditedForm
from .listing import StageFilter

__all__ = ["AGAIN", "EditedAdmin", "EditedForm", "StageFilter", "say_lost_files"]
