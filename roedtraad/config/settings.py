"""Settings of one installation. What differs between installations comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(env("ROEDTRAAD_VAR", default=str(BASE_DIR / "var")))
VAR.mkdir(parents=True, exist_ok=True)

from . import logs  # noqa: E402
from .keys import citizen_keys, secret_key  # noqa: E402  need VAR

MODE = env("ROEDTRAAD_MODE", default="production")  # production, demo or test
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key(VAR)
CITIZEN_KEYS = citizen_keys(VAR)  # the file with the keys of CPR numbers
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
IS_ENCRYPTED = PUBLIC_ADDRESS.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(PUBLIC_ADDRESS).hostname or ""])
ALLOWED_HOSTS += ["127.0.0.1", "localhost"] + (["testserver"] if MODE == "test" else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_ADDRESS])
MUNICIPALITY = env("MUNICIPALITY", default="Fjordby Kommune" if MODE == "demo" else "")
MUNICIPALITY_COLOUR = env("MUNICIPALITY_COLOUR", default="")  # like #1d4f5c
# a goal is on the way with this share of what is due by today; below it is behind
ON_THE_WAY_PERCENT = min(max(env.int("ON_THE_WAY_PERCENT", default=80), 1), 100)
# more indicators than this on one box of a theory of change are too many; 0 is no limit
THEORY_MOST_INDICATORS = env.int("THEORY_MOST_INDICATORS", default=3)
# how long an emergency opens a case, in hours
EMERGENCY_HOURS = min(max(env.int("EMERGENCY_HOURS", default=24), 1), 168)
# whether the family is told which employees have looked at their case, or only when and why
FAMILY_SEES_NAMES = env.bool("FAMILY_SEES_NAMES", default=False)
WAS_ADDRESS = env("WAS_ADDRESS", default="")  # the registered accessibility statement

ROOT_URLCONF = "roedtraad.config.urls"
CSRF_FAILURE_VIEW = "roedtraad.foundation.ui.errors.csrf_failure"
WSGI_APPLICATION = "roedtraad.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "roedtraad.foundation.ui",  # before django.forms and allauth: its templates win
    "django.forms",
    "django.contrib.humanize",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "roedtraad.config",
    "roedtraad.foundation.audit",
    "roedtraad.foundation.files",
    "roedtraad.foundation.organisation",
    "roedtraad.foundation.accounts",
    "roedtraad.foundation.notices",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "roedtraad.casework.cases",
    "roedtraad.casework.interventions",
    "roedtraad.casework.profiles",
    "roedtraad.steering.indicators",
    "roedtraad.steering.agreements",
    "roedtraad.steering.theory",
    "roedtraad.steering.followup",
    "roedtraad.insight.analytics",
    "roedtraad.insight.reports",
    "roedtraad.gateways.importing",
    "roedtraad.gateways.family",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "roedtraad.foundation.ui.language.LanguageMiddleware",
    "roedtraad.gateways.family.middleware.FamilyApart",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "roedtraad.config.sessions.SlidingSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "roedtraad.foundation.ui.middleware.HtmxMessagesMiddleware",
    "roedtraad.foundation.ui.middleware.ButtonsExplainedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "roedtraad.foundation.accounts.middleware.RightsLookedUpOnce",
    "roedtraad.foundation.accounts.middleware.SecondFactorRequired",
    "roedtraad.foundation.audit.middleware.ReadLog",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roedtraad.foundation.ui.context.page",
                "roedtraad.config.demo.context.logins",
            ],
            # partials wrap components, so that a fragment may hold a component
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "roedtraad.foundation.ui.templatetags.formats",
                "roedtraad.foundation.ui.templatetags.components",
            ],
        },
    }
]
FORM_RENDERER = "roedtraad.foundation.ui.forms.DesignSystemRenderer"
COTTON_DIR = "components"

_DATABASE = env("DATABASE_URL", default="") or f"sqlite:///{VAR / 'roedtraad.sqlite3'}"
DATABASES = {"default": env.db_url_config(_DATABASE)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# hashes of the audit log are noted here; best on a disk that the database's owner cannot write to
AUDIT_WITNESS = Path(env("AUDIT_WITNESS", default=str(VAR / "audit-witness.txt")))

CACHES = {  # counts failed sign-ins, so every process must see the same one
    "default": (
        {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        if MODE == "test"
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    )
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
from .sign_in import *  # noqa: E402, F403

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "roedtraad/locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["roedtraad.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a folder that is not there
STATICFILES_DIRS = [folder for folder in [BASE_DIR / "var/vendor"] if folder.is_dir()]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *("eot", "ttf", "otf", "woff", "woff2", "png", "jpg", "gif", "webp", "gz", "br"),
)
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"  # the live test server knows no hashes
    if MODE == "test"
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "files")},
    },
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# An encrypted address means a proxy in front that ends the encryption and says so in a header.
if env.bool("BEHIND_PROXY", default=IS_ENCRYPTED):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_SSL_REDIRECT = IS_ENCRYPTED
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if IS_ENCRYPTED else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
# the municipality's other addresses are not ours to decide over
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_ENCRYPTED
SESSION_COOKIE_AGE = 60 * env.int("SESSION_MINUTES", default=60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
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
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Rød Tråd <ikke-svar@example.org>")
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LOGGING = logs.configuration(
    level=env("LOG_LEVEL", default="WARNING"), as_json=env.bool("LOG_JSON", default=False)
)
