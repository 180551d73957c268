"""People and groups: whoever is no superuser makes nobody one, and changes none."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef
from django.forms import Field, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_otp.plugins.otp_totp.models import TOTPDevice

from nidairp.editing.choices import NamedChoices
from nidairp.inviting.forms import EITHER, InvitingForm
from nidairp.inviting.mailing import goes_out
from nidairp.inviting.views import sent

from .table import IN_WORDS

#: The log is changed by nobody, so whoever stands in it stays.
INSTEAD = (
    "Untick “Active” in the form instead: then nobody can log in under this name, and the log goes on saying "
    "who did what."
)
CLOSED = "“{}” can no longer log in. If they are to come back, they need a new password: send a link then."
LATER = "“{}” has no password yet. Open the user and choose “Password link”."

admin.site.unregister([User, Group])
admin.site.register(Group, GroupAdmin)


def said(roles: dict[str, str]) -> SafeString:
    return format_html_join("", "<br><strong>{}</strong> may {}", roles.items())


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """Django's own, with what a person may do in plain sight."""

    #: Everybody logs in with a password here; who they are and what they may is said in the same go.
    add_form = InvitingForm
    add_form_template = "admin/change_form.html"  # Django's own speaks of a second page
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "groups"]}),
        ("Password", {"fields": ["password1", "password2"], "description": EITHER}),
    ]
    filter_horizontal = ["user_permissions"]
    list_display = ["username", "full_name", "email", "roles", "has_second_factor", "is_active", "was_here"]
    list_filter = ["groups", "is_active", "is_superuser"]

    def get_queryset(self, request: HttpRequest) -> Any:
        apps = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).prefetch_related("groups").annotate(two=Exists(apps))

    @admin.display(description="Two-factor login", boolean=True, ordering="two")
    def has_second_factor(self, user: User) -> bool:
        return user.two

    @admin.display(description="Name", ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="Last login", ordering="last_login", empty_value="Never")
    def was_here(self, user: User) -> Any:
        if user.has_usable_password():
            return user.last_login
        return "No password yet" if user.last_login is None else "No password now"

    @admin.display(description="Roles")
    def roles(self, user: User) -> SafeString:
        names = [("Superuser",)] * user.is_superuser + [(group.name,) for group in user.groups.all()]
        return format_html_join(" ", '<span class="state-badge">{}</span>', names)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        """There are few roles: all of them in sight, to be ticked."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label, field.widget = "Roles", NamedChoices("Roles", choices=field.choices)
            field.help_text = format_html("A person may have several. {}", said(IN_WORDS))
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_touch(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return super().delete_view(request, object_id, {"instead": INSTEAD, **(extra_context or {})})

    def may_touch(self, request: HttpRequest, obj: Any) -> bool:
        return request.user.is_superuser or obj is None or not obj.is_superuser

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """Whoever is added here is to work here."""
        obj.is_staff = obj.is_staff or not change
        if "is_active" in form.changed_data and not obj.is_active:
            self.close(request, obj)
        super().save_model(request, obj, form, change)
        if not change and not obj.has_usable_password():
            request.invited = obj  # type: ignore[attr-defined]

    def close(self, request: HttpRequest, person: User) -> None:
        """Without the password, sessions and links stay ended when the account is opened again."""
        person.set_unusable_password()
        self.message_user(request, CLOSED.format(person), messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        if obj.has_usable_password() or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, f"“{obj}” was added, and has no password yet.", messages.SUCCESS)
        if "_addanother" in request.POST:
            return redirect("admin:auth_user_add")
        return redirect("admin:auth_user_change", obj.pk)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Who has no password is invited, once they are saved for good."""
        response = super().add_view(request, form_url, extra_context)
        invited: User | None = getattr(request, "invited", None)
        if invited is None or (invited.email and goes_out() and sent(request, invited)):
            return response
        if "_popup" in request.POST:  # a small window, whose page goes on
            self.message_user(request, LATER.format(invited), messages.WARNING)
            return response
        return redirect("admin:invite", invited.pk)
