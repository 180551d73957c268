"""Posts and categories in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import DateTimeField, Q
from django.http import HttpRequest
from django.template.loader import render_to_string

from nidairp.editing import schedule
from nidairp.editing.admin import EditedAdmin, EditedForm, StageFilter
from nidairp.editing.admin.forms import MomentField
from nidairp.editing.as_readers import AsReadersAdmin
from nidairp.editing.filters import AutocompleteFilter, AutocompleteFilterAdmin
from nidairp.editing.history import HistoryAdmin
from nidairp.editing.inlines import LabelledFormSet, LabelledTabularInline, PartOfTheForm
from nidairp.editing.titles import MARKED, MarkedField
from nidairp.editing.versions import VersionedAdmin
from nidairp.library.admin import AttachmentInline, ChoosesImages
from nidairp.quality.admin import QualityAdmin
from nidairp.redirects.admin.deleting import AsksForAddress
from publications.models import Publication

from . import quality, writing_about  # noqa: F401 - the first registers what is checked of posts
from .bulk_actions import ACTIONS
from .models import (
    NO_ALTERNATIVE_TEXT,
    Category,
    CitedPublication,
    Event,
    Featured,
    FurtherCategory,
    Post,
    PostFile,
    PostTag,
    Tag,
)

IS_MAIN = "This is the main category of the article: choose another, or take the row out."
#: There is room for several sentences, which are stored as one line.
SENTENCES = ["figure_alt", "figure_caption"]
FIGURE = ["figure", "figure_alt", "figure_decorative", "figure_caption", "figure_credit"]


class CategoryRow(forms.ModelForm):
    """A row of the list, where the position is edited: its label is the column, which names no row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].widget.attrs["aria-label"] = f"Position of {self.instance}"


@admin.register(Category)
class CategoryAdmin(AsksForAddress, VersionedAdmin, HistoryAdmin):
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "parent", "dateline_label", "description", "position"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{"form": CategoryRow, **kwargs})


@admin.register(Tag)
class TagAdmin(AsksForAddress, VersionedAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class PostForm(EditedForm):
    class Meta:
        model = Post
        fields = "__all__"
        error_messages = {"category": {"required": "Choose a category."}}
        widgets = dict.fromkeys(SENTENCES, forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The body is no input of its own in the browser: the editor takes its name from the label.
        if "slug" in self.fields:  # not on the page of someone who may only look
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned |= {name: " ".join(cleaned[name].split()) for name in SENTENCES if name in cleaned}
        if fault := figure_fault(cleaned):
            self.add_error("figure_alt", fault)
        if not cleaned.get("slug") and cleaned.get("title") and cleaned.get("category"):
            draft = Post(pk=self.instance.pk, title=cleaned["title"], category=cleaned["category"])
            cleaned["slug"] = draft.free_slug()
        return cleaned


def figure_fault(cleaned: dict[str, Any]) -> str:
    """What is wrong between the figure, its alternative text and "decorative"."""
    alternative, decorative = cleaned.get("figure_alt"), cleaned.get("figure_decorative")
    if cleaned.get("figure") and not alternative and not decorative:
        return NO_ALTERNATIVE_TEXT
    if alternative and decorative:
        return "A decorative figure has no alternative text: take the text out, or untick “decorative”."
    return ""


class CitedPublicationInline(LabelledTabularInline):
    model = CitedPublication
    extra = 0
    autocomplete_fields = ["publication"]
    verbose_name = "publication"
    verbose_name_plural = "publications in the box under the article, in this order"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.extra if obj is not None and obj.pk else len(writing_about.first_rows(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "publication":
            field.label_from_instance = Publication.in_one_line
        return field


class PostFileInline(AttachmentInline):
    model = PostFile


class FurtherCategories(LabelledFormSet):
    """``article`` is what the form above makes: its main category is known when that was read."""

    def __init__(self, *args: Any, article: Post | None = None, **kwargs: Any) -> None:
        self.article = article
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        main = self.article.category_id if self.article else None
        for row in self.forms:
            chosen = row.cleaned_data.get("category") if row.is_valid() else None
            if chosen and chosen.pk == main and not row.cleaned_data.get("DELETE"):
                row.add_error("category", IS_MAIN)


class FurtherCategoryInline(LabelledTabularInline):
    model = FurtherCategory
    formset = FurtherCategories
    extra = 0
    autocomplete_fields = ["category"]
    verbose_name_plural = "further categories, in whose lists the article stands, too"


class CategoryFilter(admin.SimpleListFilter):
    """As the public lists do: by the main category, and by further ones."""

    title = "category"
    parameter_name = "category__id__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[int, str]]:
        return [(category.pk, category.name) for category in Category.objects.all()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        wanted = self.value() or ""
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 18):
            return queryset
        besides = FurtherCategory.objects.filter(category=wanted).values("post")
        return queryset.filter(Q(category=wanted) | Q(pk__in=besides))


class PostTagInline(LabelledTabularInline):
    model = PostTag
    extra = 0
    autocomplete_fields = ["tag"]
    verbose_name_plural = "tags"


class EventInline(PartOfTheForm, admin.StackedInline):
    """Talks with their hours: what readers find among the events, and what goes into calendars."""

    model = Event
    formset = LabelledFormSet
    extra = 0
    verbose_name_plural = "events: talks and grand rounds with date, time and place"
    fields = ["title", "speaker", ("starts_at", "ends_at"), "place", "link", "is_cancelled"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, DateTimeField):
            return db_field.formfield(form_class=MomentField, help_text=f"{schedule.zone()} time.")
        if db_field.name == "title":
            # The form has a title already, that of the post.
            words = {"label": "Title of the event", "help_text": f"{db_field.help_text} {MARKED}"}
            field = super().formfield_for_dbfield(
                db_field, request, form_class=MarkedField, **words, **kwargs
            )
            field.widget.attrs["data-marked"] = ""
            return field
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Post)
class PostAdmin(
    AsksForAddress, QualityAdmin, ChoosesImages, AsReadersAdmin, EditedAdmin, AutocompleteFilterAdmin
):
    form = PostForm
    list_display = ["plain_title", "state_badge", "look", "category", "date", "updated_at"]
    list_filter = [StageFilter, CategoryFilter, ("publications", AutocompleteFilter)]
    list_select_related = ["category", "figure"]
    date_hierarchy = "date"
    search_fields = ["title__plain", "summary"]
    search_help_text = "Words of the title or the summary; of what is public, of the text, too."
    prepopulated_fields = {"slug": ["title"]}
    actions = [*EditedAdmin.actions, *ACTIONS]
    inlines = [CitedPublicationInline, EventInline, FurtherCategoryInline, PostTagInline, PostFileInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "category", "date", "summary", "body"]}),
        ("Figure", {"fields": FIGURE}),
        ("Publication box", {"fields": ["show_bibtex"]}),
    ]

    @admin.display(description="Figure")
    def look(self, post: Post) -> str:
        return render_to_string("admin/library/_thumb.html", {"image": post.figure}) if post.figure else ""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new post begins as most are, in Hot off the Press; and perhaps from a publication."""
        return {**writing_about.first_values(request), **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, CitedPublicationInline) and obj.pk is None:
            params["initial"] = writing_about.first_rows(request)
        if isinstance(inline, FurtherCategoryInline):
            params["article"] = obj
        return params


class FeaturedRow(forms.ModelForm):
    """As with categories: the column names no row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # a list without rows still makes an empty one
            self.fields["position"].widget.attrs["aria-label"] = f"Position of {self.instance}"


@admin.register(Featured)
class FeaturedAdmin(VersionedAdmin):
    list_display = ["post", "position", "until", "is_shown"]
    list_editable = ["position"]
    list_select_related = ["post"]
    autocomplete_fields = ["post"]
    search_fields = ["post__title__plain"]
    nothing_yet = "Nothing was chosen: the newest featured paper leads the home page."

    @admin.display(description="On the home page", boolean=True)
    def is_shown(self, row: Featured) -> bool:
        return row.is_over is False and row.post.is_public

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{"form": FeaturedRow, **kwargs})
