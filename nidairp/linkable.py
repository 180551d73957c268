"""Which addresses show which rows, told to the quality checks, which look after links; see ``addressed``."""

from nidairp.quality.addresses import Shown, register

from .addressed import KINDS


def register_all() -> None:
    for kind in KINDS:
        shown = Shown(str(kind.model._meta.verbose_name), kind.all_rows, kind.rows, kind.names)
        for view in (kind.view, *kind.followed_by):
            register(view, shown)
