"""Each of them asks for the password: a session that somebody left open changes nothing here."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import devices

NOT_FITTING = (
    "This code is not right. Wait for the next one and type that; if that is not right either, set the "
    "phone's clock to the network time."
)


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("This is not your password.")
        return password


class TurnOnForm(PasswordForm):
    code = forms.CharField(
        label="Code that the app shows",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ("code", "password")

    def __init__(self, user: User, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.key = key
        self.device: TOTPDevice | None = None

    def clean(self) -> None:
        """The code is used up by trying it, so it is tried last."""
        if not self.errors:
            self.device = devices.turn_on(self.user, self.key, self.cleaned_data["code"])
            if self.device is None:
                self.add_error("code", NOT_FITTING)
