"""One settings file; everything that differs between machines comes from the environment.

It fails closed: without ``SECRET_KEY``, ``ALLOWED_HOSTS`` and ``SITE_URL`` the program refuses
to start. ``make run`` writes all three into ``var/local.env`` (mode 600), which is read
if it is there, so that ``manage.py`` works beside it; a real environment variable always wins.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django_prose_editor.config import html_tags, process_link
from js_asset import static_lazy

from nidairp.library import place

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
if (VAR_DIR / "local.env").exists():
    env.read_env(VAR_DIR / "local.env")


# The site and its address

SITE_NAME = "NIDA IRP"
SITE_TAGLINE = "National Institute on Drug Abuse - Intramural Research Program"
SITE_URL = env.str("SITE_URL").rstrip("/")
SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# Who hears of a fault in security: addresses as security.txt writes them (mailto:, https:, tel:).
SECURITY_POLICY_URL = "https://www.hhs.gov/vulnerability-disclosure-policy/index.html"
SECURITY_CONTACTS = env.list("SECURITY_CONTACTS", default=[SECURITY_POLICY_URL])
# The Digital Analytics Program counts visits to federal sites; off unless an agency is named ("HHS"; "NIH").
DAP_AGENCY = env.str("DAP_AGENCY", default="")
DAP_SUBAGENCY = env.str("DAP_SUBAGENCY", default="")
TLS = urlsplit(SITE_URL).scheme == "https"
# Where editors work. Another address keeps the machines away that try passwords everywhere, and nobody else.
ADMIN_URL = env.str("ADMIN_URL", default="admin").strip("/") + "/"
ADMIN_NAME = f"{SITE_NAME} editors"


# Parts

INSTALLED_APPS = [
    "nidairp.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "mptt",
    "django_prose_editor",
    "simple_history",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "nidairp.apps.ShellConfig",
    "nidairp.generation",
    "nidairp.watching",
    "nidairp.second_factor",
    "nidairp.audit",
    "nidairp.editing",
    "nidairp.library",
    "nidairp.redirects",
    "nidairp.links",
    "nidairp.people",
    "nidairp.pages",
    "nidairp.navigation",
    "nidairp.search",
    "nidairp.quality",
    "nidairp.openforms",
    "publications",
    "news",
    "nidairp.wordpress",
    # After all whose permissions it gives to the roles.
    "nidairp.roles",
]

MIDDLEWARE = [
    "nidairp.watching.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "nidairp.middleware.ResourcePolicyMiddleware",
    "nidairp.middleware.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nidairp.watching.middleware.ProbeMiddleware",
    "nidairp.maintenance.MaintenanceMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "nidairp.middleware.AddressMiddleware",
    "nidairp.editing.middleware.DueMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "nidairp.second_factor.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "nidairp.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "nidairp.urls"
WSGI_APPLICATION = "nidairp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "nidairp.form_renderer.QuickRenderer"
TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "nidairp.drawing.Templates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["nidairp.templatetags.extending"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nidairp.context_processors.site",
                "nidairp.navigation.context_processors.menus",
            ],
        },
    },
]


# Data

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# Prepared is only what nidairp/planned.py asks for. A pooler that knows no prepared ones needs this off.
_PLANNED = {"prepare_threshold": sys.maxsize if env.bool("PREPARED_STATEMENTS", default=True) else None}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Deferred transactions fail under concurrent writers and can corrupt a tree: take the lock at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Outside of a transaction a pooler loses them between two pieces (nidairp/in_pieces.py).
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
    # A network that swallows everything is noticed in seconds; by itself it takes a quarter of an hour.
    _patience = {"connect_timeout": 5, "tcp_user_timeout": 10_000, "keepalives_idle": 30}
    DATABASES["default"]["OPTIONS"] = {**_patience, **DATABASES["default"].get("OPTIONS", {}), **_PLANNED}
# Seconds; to open a connection costs as much as half a page.
DATABASES["default"]["CONN_MAX_AGE"] = 600
# Copies that public pages may be made from (nidairp/generation/replicas.py); nobody waits long for one.
REPLICAS = []
for _number, _url in enumerate(env.list("DATABASE_REPLICA_URLS", default=[]), 1):
    REPLICAS.append(f"replica-{_number}")
    _said = env.db_url_config(_url)
    _patience = {"connect_timeout": 2, "tcp_user_timeout": 5000}
    _said["OPTIONS"] = {**_patience, **_said.get("OPTIONS", {}), **_PLANNED}
    _said |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": True}
    DATABASES[REPLICAS[-1]] = _said
if REPLICAS:
    DATABASE_ROUTERS = ["nidairp.generation.source.Router"]
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
if "redis" in CACHES["default"]["BACKEND"].lower():
    CACHES["default"]["BACKEND"] = "nidairp.forgetful.ForgetfulRedis"
# So much memory each process has for public pages (nidairp/pagecache); 0: each is made anew for each request.
PAGE_CACHE_MB = 0 if DEBUG else env.int("PAGE_CACHE_MB", default=32)
# Where the processes of all machines share what they have made; "" for each its own.
_REDIS = CACHES["default"]["LOCATION"] if "redis" in CACHES["default"]["BACKEND"].lower() else ""
PAGE_CACHE_SHARED = env.str("PAGE_CACHE_SHARED", default=_REDIS if isinstance(_REDIS, str) else _REDIS[0])

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "media/"
# A folder, or an S3-compatible bucket for a site on more machines than one.
_MEDIA = env.str("MEDIA_STORAGE_URL", default=f"file:{VAR_DIR / 'media'}")
MEDIA_ROOT = place.folder(_MEDIA, BASE_DIR) or ""
STORAGES = {
    "default": place.storage(_MEDIA),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "nidairp.static_addresses.StaticAddresses"
    },
}
WHITENOISE_MAX_AGE = 3600
# What no reader asks for is not compressed: source maps and licences, beside pictures and archives.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    "map", "txt", "jpg", "jpeg", "png", "gif", "webp", "avif", "zip", "gz", "br", "woff", "woff2",
]  # fmt: skip
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "nidairp.uploading.GoneWhereFull",
]

# What the rich-text editor learns beside its own; what may be typed is said in nidairp/editing/body.py.
#: Our own of the editor's extensions, in ``static/editing/`` of ``nidairp.editing``.
EDITOR_MODULES = ("site-link", "text-image", "clean-paste", "heading-anchor")
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy(f"editing/{name}.js") for name in EDITOR_MODULES],
        "extensions": {
            "SiteLink": process_link,
            "TextImage": html_tags(["figure", "figcaption", "img"], {"img": ["data-image", "alt"]}),
            "CleanPaste": html_tags([]),
            "HeadingAnchor": html_tags([], {f"h{level}": ["id"] for level in (2, 3, 4)}),
        },
    }
]

# One import file may be this large (bytes).
IMPORT_MAX_BYTES = 64 * 1024 * 1024
# Pasted BibTeX comes as a form field, and is held to the same limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = IMPORT_MAX_BYTES
# The form of a publication has nine fields for each author, and some have more than a thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Where records are fetched from by PubMed ID and DOI; the environment may name a stand-in on this machine.
NCBI_URL = env.str("NCBI_URL", default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils/")
DOI_URL = env.str("DOI_URL", default="https://doi.org/")


# Language and time: papers and posts carry dates, never moments; moments are shown in the institute's zone.

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/New_York"
# English alone: to look each word up in a catalogue takes a tenth of a page.
USE_I18N = False
USE_TZ = True


# People

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
AUTH_PASSWORD_VALIDATORS += [{"NAME": "nidairp.passwords.GuessableValidator"}]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# So long a link works by which somebody chooses a password (nidairp/inviting): over a weekend.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# Nobody works here without a code beside the password (nidairp/second_factor).
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
OTP_TOTP_ISSUER = f"{SITE_NAME} ({urlsplit(SITE_URL).hostname})"
# Proxies on other machines, by their addresses; one on this machine is believed anyway.
PROXIES = env.list("PROXIES", default=[])
AXES_CLIENT_IP_CALLABLE = "nidairp.visitor.address"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "nidairp.locked_out.locked_out"
# Its tables of attempts are for the log, not for editors.
AXES_ENABLE_ADMIN = False


# Defences

if TLS:
    # Browsers take such cookies from this very host only, over https: no other host can plant them.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A working day from the login on; what is typed then is carried through the next login.
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
if TLS:
    # Behind the proxy of docs/ and deploy/, which sets this header itself and drops what a client sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
# Who asks for these asks by number, inside of the house.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|livez|metrics)$"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        # The rich-text editor puts one fixed style sheet into its page (django-prose-editor 0.28.0).
        "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
if DAP_AGENCY:
    directives = CONTENT_SECURITY_POLICY["DIRECTIVES"]
    directives["script-src"] += ["https://dap.digitalgov.gov", "https://www.googletagmanager.com"]
    directives["connect-src"] += ["https://dap.digitalgov.gov", "https://*.google-analytics.com"]
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
}


# Mail and log

vars().update(env.email("SMTP_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds: whoever submits something waits for it
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default=f"webmaster@{urlsplit(SITE_URL).hostname}")

# What is logged: nidairp/watching/. JSON for programs, lines for people, who read them on a terminal between
# what a command says; no personal data in either.
_on_terminal = sys.stderr is not None and sys.stderr.isatty()
LOG_FORMAT = env.str("LOG_FORMAT", default="json" if TLS and not _on_terminal else "line")
REQUEST_LOG = env.bool("REQUEST_LOG", default=LOG_FORMAT == "json")
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=500)  # 0: none is logged
ERROR_MAIL_TO = env.list("ERROR_MAIL_TO", default=[])
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# The lock-out that django-axes logs names neither account nor address.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]
_TO = ["console", "mail"]
_STEPS = _TO if LOG_FORMAT == "json" else ["nowhere"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "nidairp.watching.formatting.JsonFormatter"},
        "line": {"()": "nidairp.watching.formatting.LineFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "mail": {"class": "nidairp.watching.mail.ErrorMail"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": _TO, "level": "INFO"},
    "loggers": {
        "django": {"handlers": _TO, "level": "WARNING", "propagate": False},
        # A forged request is refused; it is no error of ours, to be mailed and counted.
        "django.security": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Whoever asks for a foreign host gets 400; a traceback for each would fill the log.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        # An address that is not there is the visitor's business; nginx logs it.
        "django.request": {"handlers": _TO, "level": "ERROR", "propagate": False},
        "axes": {"handlers": _TO, "level": "WARNING", "propagate": False},
        # At the command line they would stand between what the commands say.
        "publications.importing.timing": {"handlers": _STEPS, "level": "INFO", "propagate": False},
    },
}
if METRICS_TOKEN:
    # Read when prometheus_client is imported: all processes count in these files.
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(VAR_DIR / "metrics"))
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    MIDDLEWARE.insert(1, "nidairp.watching.counting.MetricsMiddleware")
    LOGGING["handlers"]["metrics"] = {"class": "nidairp.watching.metrics.Counting"}
    for handlers in (_TO, _STEPS):
        if "metrics" not in handlers:
            handlers.append("metrics")
