"""The buttons under the form. Each says what it will do, and its name is all that the server goes by."""

import datetime
from enum import StrEnum
from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from nidairp.editing import schedule
from nidairp.editing.models import Edited
from nidairp.editing.permission import Do, may


class Press(StrEnum):
    DRAFT = "_draft"
    PUBLISH = "_publish"
    SCHEDULE = "_schedule"
    SUBMIT = "_submit"


def pressed(data: QueryDict | dict[str, Any]) -> Press:
    """A form that comes without a button, by the Enter key or a script, saves a draft."""
    return next((press for press in Press if press in data), Press.DRAFT)


def schedule_words(obj: Edited | None) -> str:
    return "Schedule changes for" if obj is not None and obj.is_public else "Schedule for"


def context(request: HttpRequest, form: ModelForm, obj: Edited | None) -> dict[str, Any]:
    """What ``_submit_row.html`` shows; ``obj`` is None for what is only being made."""
    what: Any = obj or form._meta.model
    may_save = may(request.user, Do.CHANGE if obj else Do.ADD, what)
    moment = shown_moment(form) if "publish_at" in form.fields else None
    return {
        "may_save": may_save,
        "may_publish": may_save and may(request.user, Do.PUBLISH, what),
        "publish_label": "Publish changes" if obj is not None and obj.is_public else "Publish now",
        "schedule_words": schedule_words(obj),
        "moment": moment,
        "moment_said": schedule.said(moment) if moment else "",
        "moment_typed": schedule.typed(moment),
        "zone": schedule.zone(),
    }


def shown_moment(form: ModelForm) -> datetime.datetime | None:
    """The moment that stands in the field, whether it was typed just now or loaded."""
    value = form["publish_at"].value()
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            return None
    if value and timezone.is_naive(value):
        value = timezone.make_aware(value)
    return value or None
