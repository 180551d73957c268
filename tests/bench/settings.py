"""The settings of the tests, but for what makes pages dearer there than they are where the site is served."""

from tests.settings import *
from tests.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "nidairp.static_addresses.StaticAddresses"}
