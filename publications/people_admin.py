"""Authors and editors below the form of a publication: their order is what the numbers beside them say.

The database has one place for each person of a role. Two who change places, or one who is put before all
others, would meet somebody there who is about to move: whoever moves or goes is taken out of the way first.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import F, Max
from django.db.models import Field as Column
from django.forms import Field, ModelForm
from django.http import HttpRequest

from nidairp.editing.inlines import LabelledFormSet, LabelledTabularInline

from .models import Contribution, Publication

#: More than these, and a form takes long to open; of twice as many none comes back whole.
MOST = 1_000
TOO_MANY = (
    "{count:,} authors and editors are too many for a form: they stay as they are, whatever you save here. "
    "To change them, import the entry again as a file. A misspelled name is put right under its author."
)


class InOrder(LabelledFormSet):
    """Numbers the people of each role from 0, as the typed numbers sort them; who has none comes last."""

    def clean(self) -> None:
        staying = [form for form in self.forms if self._stays(form)]
        for role in Contribution.Role.values:
            people = [form for form in staying if form.cleaned_data["role"] == role]
            for place, form in enumerate(sorted(people, key=_wanted)):
                _put(form, place)
        super().clean()

    def _stays(self, form: ModelForm) -> bool:
        there = form.instance.pk or form.has_changed()
        return bool(there and form.is_valid() and not form.cleaned_data.get("DELETE"))

    def save(self, commit: bool = True) -> Any:
        moving = [form.instance.pk for form in self.initial_forms if self._leaves_its_place(form)]
        people = Contribution.objects.filter(publication=self.instance)
        beyond = (people.aggregate(last=Max("position"))["last"] or 0) + 1
        people.filter(pk__in=moving).update(position=F("position") + beyond)
        return super().save(commit)

    def _leaves_its_place(self, form: ModelForm) -> bool:
        return form in self.deleted_forms or bool({"role", "position"} & set(form.changed_data))


def _wanted(form: ModelForm) -> tuple[bool, float]:
    """Who is put where somebody stands comes before them; who moves down comes after."""
    place, before = form.cleaned_data["position"], form.initial.get("position")
    if place is None:
        return True, 0
    if "position" not in form.changed_data:
        return False, place
    return False, place + (0.5 if before is not None and before < place else -0.5)


def _put(form: ModelForm, place: int) -> None:
    form.cleaned_data["position"] = form.instance.position = place
    if form.instance.pk and form.initial["position"] != place and "position" not in form.changed_data:
        form.changed_data.append("position")


class PeopleAdmin(admin.ModelAdmin):
    """The table of people, or words in its place where it would be endless."""

    def get_inlines(self, request: HttpRequest, obj: Publication | None) -> list[type[InlineModelAdmin]]:
        shown = super().get_inlines(request, obj)
        return [one for one in shown if one is not ContributionInline] if too_many(obj) else shown

    def get_fieldsets(self, request: HttpRequest, obj: Publication | None = None) -> Any:
        own = super().get_fieldsets(request, obj)
        return [*own, ("Authors and editors", {"fields": ["many_people"]})] if too_many(obj) else own

    def get_readonly_fields(self, request: HttpRequest, obj: Publication | None = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "many_people"]

    @admin.display(description="Too many")
    def many_people(self, publication: Publication) -> str:
        return TOO_MANY.format(count=publication.contributions.count())


def too_many(publication: Publication | None) -> bool:
    return publication is not None and publication.contributions.count() > MOST


class ContributionInline(LabelledTabularInline):
    model = Contribution
    formset = InOrder
    extra = 0
    verbose_name = "author or editor"
    verbose_name_plural = "authors and editors, in this order"
    fields = ["role", "position", "prefix", "family", "suffix", "given"]

    def formfield_for_dbfield(self, db_field: Column, request: HttpRequest, **kwargs: Any) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "position":
            field.required, field.help_text = False, "Names without a number come last."
        return field
