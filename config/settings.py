"""The settings. What differs between deployments comes from the environment.

DEBUG, and cookies without https, are off by default. Unsafe values are refused. All variables are
described in deploy/portal.env.example.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from config.log import logging_settings
from config.production import require_safe_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

# Off by default, because a traceback reveals internals to anyone.
DEBUG = env.bool("DEBUG", default=False)
# Made-up people and years on one machine, as ./run shows them.
LOCAL_DEMONSTRATION = env.bool("LOCAL_DEMONSTRATION", default=False)
# Required for signing. ./run writes one into .env on the first start.
SECRET_KEY = env.str("SECRET_KEY")
# Earlier keys, with which sessions and links that were signed before are still accepted.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The number of proxies in front of the portal that may name the client. With none, a client cannot
# fake its address; behind a proxy that is not counted, all clients have the proxy's address.
_NUM_PROXIES = env.int("NUM_PROXIES", default=None)
NUM_PROXIES = _NUM_PROXIES or 0
if not LOCAL_DEMONSTRATION:
    require_safe_settings(
        secret_key=SECRET_KEY,
        debug=DEBUG,
        allowed_hosts=ALLOWED_HOSTS,
        num_proxies=_NUM_PROXIES,
    )
CSRF_FAILURE_VIEW = "reporting.views.desk.fragments.csrf_failure"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_tasks",
    "django_tasks_db",
    "program",
    "implementers",
    "reporting",
]

MIDDLEWARE = [
    # First, so that the logs and responses of the others have the request's id.
    "config.request_context.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of middleware that can refuse a request, so that every error under /api/ is a
    # problem document.
    "reporting.api.problems.problems_under_api",
    "reporting.views.busy.BusyDatabase",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.middleware.ConditionalReads",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.request_context.KnownUserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "implementers.middleware.require_totp",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
            ]
        },
    }
]

# An SQLite file by default, which needs no installation; PostgreSQL by DATABASE_URL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'portal.sqlite3'}")}
# The checks of a text run after its transaction, so no request is one transaction as a whole.
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# How long a request waits for a lock; then the response is "busy, try again".
DATABASE_LOCK_SECONDS = env.int("DATABASE_LOCK_SECONDS", default=20)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE and WAL, so that a writer waits instead of failing when it upgrades its lock.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": DATABASE_LOCK_SECONDS,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # Compiling queries (jit) takes longer than running them, and PostgreSQL's default cost of
    # random reads is for spinning disks.
    options = f"-c jit=off -c random_page_cost=1.1 -c lock_timeout={DATABASE_LOCK_SECONDS}s"
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", options)
# `dumpdata` and `backup` keep exact times.
SERIALIZATION_MODULES = {"json": "config.json_rows", "jsonl": "config.jsonl_rows"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "implementers.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# allauth's sign-in, with TOTP and lock-out, is the only one, for the desk and for the admin.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "implementers.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
# No one signs up, but these fields tell allauth that sign-in takes a password.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Accounts are created by the secretariat or by invitation, so their addresses are known.
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Do not reveal whether an address has an account, and send no mail to addresses without one.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Five failures lock an e-mail address for five minutes; ten in a minute lock the network address.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of changes of the password and the second factor
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The form looks nothing up, so its response is the same for every address.
ACCOUNT_FORMS = {"reset_password": "implementers.password_reset.PasswordResetForm"}
MFA_ADAPTER = "implementers.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "implementers.second_factor.CodeForm",
    "reauthenticate": "implementers.second_factor.CodeAgainForm",
    "activate_totp": "implementers.second_factor.ActivationForm",
}
# The first key encrypts the secrets of second factors; the others decrypt older values. Without
# any, a key derived from SECRET_KEY is used (docs/operations.md).
MFA_ENCRYPTION_KEYS = env.list("MFA_ENCRYPTION_KEYS", default=[])
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Program Activity Reporting"
MFA_TOTP_TOLERANCE = 1  # a clock may be wrong by half a minute
ALLAUTH_TRUSTED_PROXY_COUNT = NUM_PROXIES  # for the lock-out

# Who must have an authenticator app before anything else: any of writer, focal_point,
# secretariat, administrator.
REQUIRE_TOTP_FOR = env.list(
    "REQUIRE_TOTP_FOR",
    default=[] if DEBUG or LOCAL_DEMONSTRATION else ["secretariat", "administrator"],
)
API_TOKENS_EACH = 10  # the maximum number of API tokens of a person
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)  # how long the link is valid

# Days after which `prune` deletes closed invitations, ended tokens and mail (docs/privacy.md).
RETENTION_DAYS = env.int("RETENTION_DAYS", default=180)

# A working day; without "remember me", at most until the browser is closed.
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=12 * 60 * 60)

# Failures are counted across all server processes, so not in the memory of one. Large enough that
# a flood of names does not evict a locked one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # The rate limits, in the memory of each server process, so approximate (docs/api.md).
    "throttle": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# Mail is printed unless a server is set: EMAIL_URL=smtp+tls://user:password@host:587
_EMAIL = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = _EMAIL["EMAIL_HOST"] or ""
EMAIL_PORT = _EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _EMAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _EMAIL.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
# A hanging server must not hold up the messages to everyone else.
EMAIL_TIMEOUT = 10
# Errors are logged to standard error and mailed to these addresses (docs/operations.md).
ADMINS = [(address, address) for address in env.list("ADMINS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[Portal] "
LOGGING = logging_settings(level=env.str("LOG_LEVEL", default="INFO").upper())
# The address for links in mail: a command run by cron has no request to take it from.
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}")
# Reminders are sent these days before and after the due date, for chapters not submitted.
REMINDER_DAYS_BEFORE = env.list("REMINDER_DAYS_BEFORE", cast=int, default=[14, 3])
REMINDER_DAYS_AFTER = env.list("REMINDER_DAYS_AFTER", cast=int, default=[1, 7])
# Older events are not mailed, so that the first run on old data notifies no one.
MAIL_NEWS_DAYS = env.int("MAIL_NEWS_DAYS", default=14)

# An official language of the OAS is added here once its translation exists.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
# The secretariat's, in Washington, D.C.: due dates end at its midnight.
TIME_ZONE = env.str("TIME_ZONE", default="America/New_York")
# How pages and mail name that zone; by default its city, unless it is the secretariat's.
TIME_ZONE_NAME = env.str(
    "TIME_ZONE_NAME", default="Washington, D.C." if TIME_ZONE == "America/New_York" else ""
)

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedFiles"},
}

# Cookies are sent over https only, unless DEBUG or LOCAL_DEMONSTRATION is on.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or LOCAL_DEMONSTRATION)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=False)
# The proxy asks /health/ over http.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
# The header in which the proxy says that the client uses https, for example
# HTTP_X_FORWARDED_PROTO,https. Only for a proxy that always sets it: clients could send it too.
SECURE_PROXY_SSL_HEADER = tuple(env.list("SECURE_PROXY_SSL_HEADER", default=[])) or None
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
# The list of browsers has whole domains: entering it is for the owner of the domain.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SESSION_COOKIE_SECURE else "http"
# Nothing from other hosts and nothing inline on any page. The QR code of TOTP is a data: image.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Form fields are rendered by templates/forms/ on every page.
FORM_RENDERER = "reporting.forms.rendering.PortalRenderer"
# Large enough that a text over the limit is returned to its writer with a message.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# In the reading layout, a chapter with a cell of more words than this is printed as running text:
# in five columns the cell would fill pages with one narrow column.
REPORT_MATRIX_CELL_WORDS = env.int("REPORT_MATRIX_CELL_WORDS", default=450)

# CPU seconds that the checks may take during a request, and in the background. Checks that do not
# finish are reported as "not run" and never count as passed (docs/checks.md).
CHECK_BUDGET_SECONDS = env.float("CHECK_BUDGET_SECONDS", default=5.0)
CHECK_BACKGROUND_BUDGET_SECONDS = env.float("CHECK_BACKGROUND_BUDGET_SECONDS", default=120.0)

# Where background tasks run: "thread" is a thread of this server, "database" a queue for
# `manage.py db_worker`, "immediate" the request itself (docs/editions.md).
_TASK_BACKENDS = {
    "thread": "config.threads.ThreadBackend",
    "database": "django_tasks_db.DatabaseBackend",
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
}
TASKS = {"default": {"BACKEND": _TASK_BACKENDS[env.str("TASKS_RUN_IN", default="thread")]}}

# Rendered reports, each named by the digest of its content. Simultaneous requests for a missing one
# all render it, and nothing deletes old files.
RENDERED_ROOT = Path(env.str("RENDERED_ROOT", default=str(BASE_DIR / "build" / "rendered")))

# Files that people attach to entries, under random names. Not below STATIC_ROOT: no web server may
# serve them. They are part of a backup (docs/operations.md).
ATTACHMENTS_ROOT = Path(env.str("ATTACHMENTS_ROOT", default=str(BASE_DIR / "attachments")))
ATTACHMENT_MAX_MB = env.int("ATTACHMENT_MAX_MB", default=20)  # the largest file, in megabytes
ATTACHMENTS_EACH = env.int("ATTACHMENTS_EACH", default=20)  # the most files of an entry

# /health/ready/ says when less is free on the disks that the portal writes to.
MIN_FREE_DISK_MB = env.int("MIN_FREE_DISK_MB", default=500)

# The API is JSON and independent of sessions. The views of drafts need a token and set its
# authentication themselves, as do the public lists, where a token only decides which limit counts.
# Views are closed unless they declare that they are open.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "reporting.api.pagination.StrictCursorPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # For each address without a token, and for each token; approximate (docs/api.md).
    "DEFAULT_THROTTLE_CLASSES": [
        "reporting.api.throttling.AnonymousRateThrottle",
        "reporting.api.throttling.TokenRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE", default="600/min"),
        "token": env.str("API_TOKEN_RATE", default="600/min"),
    },
    "NUM_PROXIES": NUM_PROXIES,
    "EXCEPTION_HANDLER": "reporting.api.problems.problem_response",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Human Rights of Migrants: Program Activity Reporting",
    "DESCRIPTION": "What implementers planned and executed under the Inter-American Program for the "
    "Promotion and Protection of the Human Rights of Migrants, Including Migrant Workers and Their "
    "Families. Anyone can read what is public. Writers of an implementer write its drafts with a "
    "token.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # The tokens that an address needs; where they are optional the schema asks for none.
    "AUTHENTICATION_WHITELIST": ["reporting.api.tokens.BearerTokens"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "reporting.api.schema.add_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "MarkSource": "reporting.enums.MarkSource.choices",
        "TitleSource": "reporting.enums.TitleSource.choices",
        "EntryKind": "reporting.enums.EntryKind.choices",
        "CountryRole": "reporting.enums.CountryRole.choices",
        "Precision": "reporting.enums.Precision.choices",
        "Outcome": "reporting.enums.Outcome.choices",
        "EffectiveOutcome": "reporting.enums.EFFECTIVE_OUTCOMES",
        "OutcomeSource": "reporting.enums.OutcomeSource.choices",
        "FinancingKind": "reporting.enums.FinancingKind.choices",
        "FinancingState": "reporting.enums.FinancingState.choices",
        "SubRegion": "program.models.country.SubRegion.choices",
        "CountryKind": "program.models.country.CountryKind.choices",
        "ImplementerKind": "implementers.models.ImplementerKind.choices",
        "SubmissionStatus": "reporting.enums.SubmissionStatus.choices",
        "Severity": "reporting.checks.finding.Severity.choices",
        "Language": "program.models.base.Language.choices",
    },
}

# Reverting a row to an earlier state would also restore what its form does not let one change, as
# the parent of an implementer.
SIMPLE_HISTORY_REVERT_DISABLED = True
