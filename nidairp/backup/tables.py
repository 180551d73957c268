"""Which tables an archive holds, and which are made anew or begin empty after a restore."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Field, Model

from nidairp.generation.models import Generation
from nidairp.openforms.models import OpenForm
from nidairp.search.models import Entry
from publications.models import ListMark, ListSegment

#: Made from the other tables.
DERIVED = {Entry, Generation, ListMark, ListSegment}
#: A number that no state of the site ever shares with another: it must not come back, and triggers move it.
NEVER = {Generation}
#: True for a moment only. Old sessions must not come back: everybody signs in anew.
PASSING = {Session, OpenForm, *apps.get_app_config("axes").get_models()}


def everything() -> list[type[Model]]:
    """A model for each table that is ours to fill."""
    models = apps.get_models(include_auto_created=True)
    ours = (model for model in models if model._meta.managed and not model._meta.proxy)
    return [model for model in ours if model not in NEVER]


def kept() -> list[type[Model]]:
    return [model for model in everything() if model not in DERIVED | PASSING]


def columns(model: type[Model]) -> list[Field]:
    return list(model._meta.concrete_fields)


def column_names(model: type[Model]) -> list[str]:
    return [field.attname for field in columns(model)]
