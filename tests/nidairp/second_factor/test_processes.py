"""One thing at two processes in one moment: who has looked over a shoulder is as quick as its owner."""

import pytest
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice

from nidairp.second_factor import devices
from tests.processes import go_on, running, says, until_waiting

from .codes import code, make_app, make_editor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VERIFIER = "tests.nidairp.second_factor.verifier"
MAKER = "tests.nidairp.second_factor.maker"


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_is_accepted_once(kind: str) -> None:
    user = make_editor()
    device: Device = make_app(user)
    shown = code(device)
    if kind == "recovery":
        shown, *_ = devices.new_recovery_codes(user)
        device = StaticDevice.objects.get()
    with running(VERIFIER, "editor", shown) as one, running(VERIFIER, "editor", shown) as other:
        with transaction.atomic():
            type(device).objects.filter(pk=device.pk).update(name="held")
            for process in (one, other):
                go_on(process)
                assert says(process) == "trying"
            until_waiting(2)
        assert sorted([says(one), says(other)]) == ["accepted", "refused"]


def test_of_recovery_codes_made_twice_in_one_moment_one_set_is_good() -> None:
    user = make_editor()
    devices.new_recovery_codes(user)
    with running(MAKER, "editor") as one, running(MAKER, "editor") as other:
        with transaction.atomic():
            StaticDevice.objects.update(name="held")
            for process in (one, other):
                go_on(process)
                assert says(process) == "trying"
            until_waiting(2)
        assert [says(one), says(other)] == ["made", "made"]
    assert StaticDevice.objects.filter(user=user).count() == 1
    assert devices.recovery_codes_left(user) == devices.HOW_MANY
