"""Who is added here needs no password that somebody else makes up."""

from typing import Any

from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User

EITHER = (
    "Leave both fields empty, and they are sent a link to choose their own. Without a mail address or a mail "
    "server you get the link yourself, to pass on."
)


class InvitingForm(UserCreationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if bool(cleaned.get("password1")) != bool(cleaned.get("password2")) and not self.errors:
            self.add_error("password2", "Type the same password twice, or leave both fields empty.")
        return cleaned

    def set_password_and_save(self, user: User, *args: Any, **kwargs: Any) -> User:
        if not self.cleaned_data["password1"]:
            self.cleaned_data["password1"] = None  # which nothing that is typed can be
        saved: User = super().set_password_and_save(user, *args, **kwargs)
        return saved
