"""Settings of the site. What differs from place to place comes from the environment:

PORT               port of the local server; 8000
FACTCHECK_DATA     folder of all local data: embedded database, snapshots, demo accounts; `var/`
DATABASE_URL       a PostgreSQL server; without it, an embedded one runs in FACTCHECK_DATA
SECRET_KEY         signs sessions; without it, the key `make run` left in FACTCHECK_DATA
SITE_URL           absolute address of the site, in dossiers and feeds; https:// turns on secure cookies and HSTS
SITE_NAME          the name that the site is cited and shared under; factcheck
ALLOWED_HOSTS      host names that are answered, separated by commas; this machine and the host of SITE_URL
DEBUG              1 shows details of errors, never in production
EMAIL_HOST         the server that sends notices; without it, each mail becomes a file in FACTCHECK_DATA/mail
EMAIL_PORT         its port; 587. On 465 TLS starts with the connection
EMAIL_USE_TLS      0 for a server without TLS; else STARTTLS
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD  the account there; none
DEFAULT_FROM_EMAIL whom mails come from; factcheck@ the host of SITE_URL
WEBHOOKS_MAY_BE_PRIVATE  1 lets webhooks go to private addresses and without TLS, for a receiver in the same house
LOG_LEVEL          least severity that is written to standard error; INFO
IMPORT_MEGABYTES   the largest file that claims are imported from, unpacked; 50
IMPORT_DAYS        how long the file and the report of an import are kept; 30
MESSAGES_PER_HOUR  how many messages from readers one network may send within an hour; 6
MESSAGE_CONTACT_DAYS  how long name and contact of a sender are kept after the message is settled; 30
STATEMENT_TIMEOUT  seconds after which a query is cancelled, 0 for never; 30 under a web server (wsgi.py), else 0

Importing this module opens no connection and starts no server.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factcheck import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Place ---------------------------------------------------------------------------------------------------------------

PORT = env.number("PORT", default=8000, least=1, most=65535)
FACTCHECK_DATA = env.folder("FACTCHECK_DATA", default=BASE_DIR / "var")
SECRET_KEY = env.secret("SECRET_KEY", file=FACTCHECK_DATA / "secret-key")
SITE_URL = env.site_url("SITE_URL", default=f"http://localhost:{PORT}")
SITE_NAME = env.text("SITE_NAME", default="factcheck")
DEBUG = env.flag("DEBUG", default=False)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", default=("localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname or "")
)

# --- Application ---------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "claims",  # first: its templates and translations win over those of the packages below
    "claims.apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # its templates, for FORM_RENDERER
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "axes",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "factcheck.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # sends files that were compressed beforehand
    "factcheck.middleware.CompressionMiddleware",
    "factcheck.middleware.PathLanguageMiddleware",  # before everything that may answer with words
    "factcheck.middleware.MethodPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "factcheck.middleware.SlashMiddleware",
    "claims.doors.DoorMiddleware",  # before everything that may write
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last, as axes asks: it answers a locked-out login
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # form templates may be overridden in templates/

# --- Database ------------------------------------------------------------------------------------------------------------

STATEMENT_TIMEOUT = env.number("STATEMENT_TIMEOUT", default=0, most=24 * 3600)


def database() -> dict[str, Any]:
    """The server of DATABASE_URL, or else the embedded one."""
    configuration = env.database("DATABASE_URL") or {
        "ENGINE": "factcheck.embedded_postgres.backend",
        "NAME": "factcheck",
        "FOLDER": FACTCHECK_DATA / "postgres",
    }
    configuration |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if STATEMENT_TIMEOUT:
        options = configuration.setdefault("OPTIONS", {})
        options["options"] = f"{options.get('options', '')} -c statement_timeout={STATEMENT_TIMEOUT}s".strip()
    return configuration


DATABASES = {"default": database()}
# Per process: nothing in the cache needs to be the same in all of them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- People --------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "claims.User"
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# User name and address together: an attacker cannot lock an editor out of a machine the editor sits at.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_ENABLE_ADMIN = False  # the desk holds the editors' work, not logs
AXES_VERBOSE = False  # no banner at every start

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # one cookie fewer

# --- Mail ----------------------------------------------------------------------------------------------------------------

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = FACTCHECK_DATA / "mail"
EMAIL_PORT = env.number("EMAIL_PORT", default=587, least=1, most=65535)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True) and not EMAIL_USE_SSL
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", default=f"factcheck@{urlsplit(SITE_URL).hostname}")

# --- Languages and time --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # each in itself, for those who look for theirs
LOCALE_PATHS = [BASE_DIR / "claims" / "locale"]
FORMAT_MODULE_PATH = ["factcheck.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = FACTCHECK_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "factcheck.static_files.JoinedStaticFilesStorage"},
}
# Nothing is gained by compressing what is compressed, nor maps, the largest files, which only a debugger asks for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "webp", "jpg", "gif", "ico", "gz", "br", "woff", "woff2"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # as every page names them; the others would take as long to compress

# --- API -----------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    # Bearer tokens only: without a session there is nothing to forge, and a missing token is a 401, not a 403.
    "DEFAULT_AUTHENTICATION_CLASSES": ["knox.auth.TokenAuthentication"],
    # Closed unless a view opens itself.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.bodies.ObjectParser"],
    "DEFAULT_SCHEMA_CLASS": "claims.api.schema.ProblemSchema",
    "EXCEPTION_HANDLER": "claims.api.problems.handler",
    "DEFAULT_METADATA_CLASS": None,  # the schema describes the API
    "URL_FORMAT_OVERRIDE": None,  # `format` is an unknown parameter like any other
    "DEFAULT_THROTTLE_CLASSES": ["claims.api.throttles.PerMinute"],
    "DEFAULT_THROTTLE_RATES": {"address": "6000", "account": "6000"},  # requests a minute, in each process
    # Behind TLS stands a proxy that names the client; else nobody's word about it is taken.
    "NUM_PROXIES": 1 if SITE_URL.startswith("https://") else 0,
}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105  # a model, which migrations ask for by this setting
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_TTL": timedelta(days=90),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "factcheck",
    "DESCRIPTION": "Who said what, who denied which part of it, on what evidence, and where it stands. Published claims "
    "for everyone; the working records of the desk for holders of a token.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "TAGS": [
        {"name": "public", "description": "Published claims. No token; any page may read them."},
        {"name": "desk", "description": "Working records, for holders of a token."},
        {"name": "google", "description": "The read side of Google's Fact Check Tools API."},
    ],
    "SERVERS": [{"url": SITE_URL}],
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,  # what is read only is no part of a body
    "COMPONENT_SPLIT_PATCH": False,  # a change has serializers of its own
    "SWAGGER_UI_DIST": "SIDECAR",  # no request leaves the site
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.with_documents",
    ],
    "ENUM_NAME_OVERRIDES": {
        "PartyKind": "claims.vocabulary.PartyKind",
        "SourceKind": "claims.vocabulary.SourceKind",
        "ResponseKind": "claims.vocabulary.ResponseKind",
        "HedgeKind": "claims.vocabulary.HedgeKind",
        "RevisionKind": "claims.vocabulary.RevisionKind",
        "PartyRole": "claims.vocabulary.PartyRole",
        "CitationRole": "claims.vocabulary.CitationRole",
        "LoadingOutcome": "claims.api.desk.dossiers.OUTCOMES",
        "RequestOutcome": "claims.vocabulary.RequestOutcome",
        "RelationType": "claims.vocabulary.RelationType",
        "EventType": "claims.vocabulary.EventType",
        "DeliveryState": "claims.vocabulary.DeliveryState",
    },
}

# --- Jobs ----------------------------------------------------------------------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # claims/jobs

IMPORT_LARGEST = env.number("IMPORT_MEGABYTES", default=50, least=1, most=2000) * 1_000_000
IMPORT_DAYS = env.number("IMPORT_DAYS", default=30, least=1, most=3650)
MESSAGES_PER_HOUR = env.number("MESSAGES_PER_HOUR", default=6, least=1, most=10_000)
MESSAGE_CONTACT_DAYS = env.number("MESSAGE_CONTACT_DAYS", default=30, least=1, most=3650)
# Webhooks go to addresses that somebody typed: into a private network, and without TLS, only where this says so.
WEBHOOKS_MAY_BE_PRIVATE = env.flag("WEBHOOKS_MAY_BE_PRIVATE", default=False)

# --- Security ------------------------------------------------------------------------------------------------------------

IS_HTTPS = SITE_URL.startswith("https://")

CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
# Besides, wherever it is not the admin: no script may make markup from text. The admin's own scripts do.
READERS_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY | {
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# A browser keeps cookies by host, not by port: with the port in the name, two local sites do not log each other out.
SESSION_COOKIE_NAME = f"session-{PORT}"
CSRF_COOKIE_NAME = f"csrf-{PORT}"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS

# Behind a proxy gunicorn learns the scheme from X-Forwarded-Proto; FORWARDED_ALLOW_IPS names proxies on other machines.
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the platform without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains, and
    "security.W021",  # for the lists in browsers: the site does not decide for its neighbours under the same domain
]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the form of a case of 50 points with its parties has more than Django's 1,000

# --- Logging -------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        # Django's own handlers would mail administrators, and write only with DEBUG.
        "django": {"handlers": [], "propagate": True},
        # They write at every start of every command.
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
}
