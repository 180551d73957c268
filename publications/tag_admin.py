"""Keywords in the admin: what is done to one is done in the words of its publications, too."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from nidairp.editing.bulk import BulkAction
from nidairp.editing.lists import LongListAdmin
from nidairp.editing.versions import VersionedAdmin, VersionedForm

from . import retagging
from .keywords import keyword_key, split_keywords
from .models import Publication, Tag
from .models.locks import have_names_alone

TAKEN = "There is already a keyword of this name, in whatever capitals: tick both in the list, and join them."


class TagForm(VersionedForm):
    class Meta:
        model = Tag
        fields = "__all__"
        error_messages = {"name": {"unique": TAKEN}}
        help_texts = {"name": "Another name is written into all publications that have this keyword."}

    def prepare(self) -> None:
        """Another name is written into publications; a new one may be what somebody else is making."""
        if "name" in self.changed_data:
            have_names_alone()

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if split_keywords(name) != [name]:
            raise ValidationError(
                "Commas and semicolons of any script stand between keywords: leave them out of this one."
            )
        if Tag.objects.filter(key=keyword_key(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(TAKEN)
        return name


class ChooseOne(forms.Form):
    into = forms.ModelChoiceField(
        Tag.objects.none(), label="Which one stays", widget=forms.RadioSelect, empty_label=None
    )


class JoinTags(BulkAction):
    """A file says cocaine use, the next one use of cocaine."""

    name = permission = "join"
    label = "Join into one …"
    title = "Join {rows} into one?"
    button = "Join them"
    done = "joined"

    def form(self, rows: Sequence[Tag], sent: Any) -> forms.Form:
        several = Tag.objects.filter(pk__in=[row.pk for row in rows])
        usual = several.annotate(works=Count("publications")).order_by("-works", "name").first()
        form = ChooseOne(sent, initial={"into": usual})
        form.fields["into"].queryset = several  # type: ignore[attr-defined]
        return form

    def obstacles(self, model_admin: Any, request: HttpRequest, rows: Sequence[Tag]) -> list[str]:
        return ["Tick at least two keywords."] if len(rows) < 2 else []

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Tag]) -> list[str]:
        count = Publication.objects.filter(tags__in=rows).distinct().count()
        return [
            f"{count} publications have them. The one that stays is written into each in the place of the "
            "others, and their history says so.",
            "Links to lists that were narrowed to one of the others lead to the one that stays.",
        ]

    def run(
        self, model_admin: Any, request: HttpRequest, rows: Sequence[Any], chosen: dict[str, Any]
    ) -> None:
        keep: Tag = chosen["into"]
        others = [row for row in rows if row.pk != keep.pk]
        with transaction.atomic():
            count = retagging.join(keep, others, request.user)
            keep.refresh_from_db()
            for other in others:
                self.log(model_admin, request, other, f"Joined into “{keep}”.")
        model_admin.message_user(request, f"{len(rows)} keywords are “{keep}” now, in {count} publications.")


class TagAdmin(VersionedAdmin, LongListAdmin):
    """Another name, or none, is written into publications: whoever gives it may change these."""

    form = TagForm
    list_display = ["name", "works", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    actions = [JoinTags()]

    def may_rewrite(self, request: HttpRequest) -> bool:
        return request.user.has_perm("publications.change_publication")

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_rewrite(request)

    def has_join_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        """Of those that are joined all but one are deleted."""
        return self.has_change_permission(request, obj) and self.has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        return ["name"] if obj and not self.may_rewrite(request) else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Tag | None = None) -> dict[str, list[str]]:
        return {} if self.get_readonly_fields(request, obj) else super().get_prepopulated_fields(request, obj)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Counts the rows of this page alone."""
        shown = super().get_changelist_instance(request)
        through = Publication.tags.through.objects.order_by().filter(tag__in=list(shown.result_list))
        counts = dict(through.values("tag").annotate(works=Count("pk")).values_list("tag", "works"))
        for tag in shown.result_list:
            tag.works = counts.get(tag.pk, 0)
        return shown

    @admin.display(description="Publications")
    def works(self, tag: Tag) -> int:
        return int(getattr(tag, "works", 0))

    def save_model(self, request: HttpRequest, obj: Tag, form: forms.ModelForm, change: bool) -> None:
        if change and "name" in form.changed_data:
            count = retagging.rename(Tag.objects.get(pk=obj.pk), obj.name, request.user)
            self.message_user(request, f"The new name stands in {count} publications.")
        if change and "slug" in form.changed_data:
            obj.leave_address(form.initial["slug"])
        super().save_model(request, obj, form, change)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        tag = self.get_object(request, object_id)
        count = tag.publications.count() if tag else 0
        said = [f"The word is taken out of the publications that have it: {count}."] if count else []
        return super().delete_view(request, object_id, {"losing": said, **(extra_context or {})})

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        with transaction.atomic():
            retagging.remove([obj], request.user)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        with transaction.atomic():
            retagging.remove(list(queryset), request.user)
            super().delete_queryset(request, queryset)
