"""The site's own settings with an environment made for the tests: nothing of the machine shows through.

Only what would make tests slow or let them meet each other differs; PostgreSQL comes in by ``DATABASE_URL``
(see ``tests/postgres.py``).
"""

import atexit
import os
import shutil
import tempfile

if "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="nidairp-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ.update(
    SECRET_KEY="only-for-tests-" + "x" * 50,
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    SITE_URL="http://testserver",
    CACHE_URL="locmemcache://",
)
os.environ.pop("DEBUG", None)
os.environ.pop("SMTP_URL", None)

from nidairp.settings import *
from nidairp.settings import DATABASES, STATIC_ROOT, STORAGES, VAR_DIR

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    # A file, not memory, for the browser tests' server has connections of its own; but one that may be lost.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
