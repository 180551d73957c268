"""The login form with a field for a code. A wrong code is answered like a wrong password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django_otp.plugins.otp_static.models import StaticDevice

from . import devices

_LIKE_A_CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class LoginForm(AdminAuthenticationForm):
    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": "Name, password or code are not right. Capital and small letters make a difference; "
        "if you have set up two-factor login, you need a code that was not used before."
    }
    code = forms.CharField(
        required=False,
        max_length=40,
        help_text="From your app, or a recovery code. Empty if you have not set up two-factor login.",
        widget=forms.TextInput(attrs=_LIKE_A_CODE),
    )

    def clean(self) -> dict[str, Any]:
        if len(self.cleaned_data.get("username", "")) > (self.username_field.max_length or 0):
            raise self.get_invalid_login_error()  # django-axes has no room for it
        cleaned = super().clean()
        user = self.get_user()
        if user is not None and devices.has(user):
            user.otp_device = devices.verify(user, self.cleaned_data.get("code", ""))
            if user.otp_device is None:
                self.count_failure()
                raise self.get_invalid_login_error()
            if isinstance(user.otp_device, StaticDevice):
                self.tell_what_is_left(devices.recovery_codes_left(user))
        return cleaned

    def tell_what_is_left(self, codes: int) -> None:
        """Who comes by paper has no phone at hand, and would learn at the last code that it was the last."""
        left = "it was the last" if not codes else "1 is left" if codes == 1 else f"{codes} are left"
        messages.warning(
            self.request,
            f"You logged in with a recovery code, which is used up: {left}. New codes, and another phone, "
            "are set up under “Two-factor login”, at the top of each page.",
        )

    def count_failure(self) -> None:
        """Wrong codes lock out like wrong passwords (django-axes listens)."""
        credentials = {"username": self.cleaned_data.get("username")}
        user_login_failed.send(sender=__name__, credentials=credentials, request=self.request)
