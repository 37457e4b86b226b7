"""Settings of the site. Production is the default; LOCAL and DEBUG ask for less.

DEBUG=yes   development: Django's error pages, unhashed static files
LOCAL=yes   demonstration and tests: own database and secret, plain http on this
            machine, and otherwise exactly as in production

docs/deployment.md lists every variable.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from iompanama import embedded, roles
from iompanama.csp import CSP
from iompanama.environment import database, env, env_flag, env_number, kept_secret
from iompanama.labels import in_language
from iompanama.logs import without_traceback_of_refusal

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "var"))).absolute()

DEBUG = env_flag("DEBUG")
LOCAL = env_flag("LOCAL") or DEBUG
SECRET_KEY = env(
    "SECRET_KEY",
    kept_secret(DATA_DIR / "secret-key") if LOCAL else None,
    example=" to a long random text and keep it secret",
)
ALLOWED_HOSTS = env(
    "ALLOWED_HOSTS",
    "localhost" if LOCAL else None,
    example=" to the host names of the site, separated by spaces",
).split()
if LOCAL:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

# What links in mails begin with.
SITE_URL = env(
    "SITE_URL",
    f"http://localhost:{env_number('PORT', 8000)}"
    if LOCAL
    else f"https://{ALLOWED_HOSTS[0].removeprefix('.')}",
)

DATABASE_URL = env(
    "DATABASE_URL",
    "" if LOCAL else None,
    example=" to the address of its database: postgresql://user:password@host/name",
)
DATABASES = {
    "default": (
        database(DATABASE_URL)
        if DATABASE_URL
        else embedded.database(DATA_DIR / "pgdata")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",
    "iompanama.apps.SiteConfig",
    "iompanama.apps.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "js_asset",
    "django_prose_editor",
    "iompanama.publishing",
    "iompanama.vocabulary",
    "iompanama.finding",
    "iompanama.outbox",
    "iompanama.pages",
    "partners",
    "news",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "iompanama.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "iompanama.compression.CompressionMiddleware",
    "iompanama.whole_forms.WholeFormsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "iompanama.urls"
WSGI_APPLICATION = "iompanama.wsgi.application"

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

FORM_RENDERER = "iompanama.publishing.drawing.Renderer"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Languages and time.

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "iompanama.formats"
TIME_ZONE = "America/Panama"
USE_TZ = True

MODELTRANSLATION_LANGUAGES = ("es", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "es"
# A text that is missing in a language is absent there, never another language's.
MODELTRANSLATION_FALLBACK_LANGUAGES = ()
MODELTRANSLATION_CUSTOM_FIELDS = ("LinesField",)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_language

# Forms: a hundred people and a hundred photos of one text are two thousand inputs.

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Files.

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Source maps are asked for by nobody's reader, and took half of the time to compress.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    # What anybody may fetch by its address.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Originals, consent forms, documents: only a view that asks first hands them out.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "iompanama.publishing.staticfiles.JoinedStaticFilesStorage",
    },
}
# The papers of agreements: what is taken of one, and the program that recognizes text.
DOCUMENT_MOST_BYTES = env_number("DOCUMENT_MOST_MB", 60) << 20
DOCUMENT_MOST_PAGES = env_number("DOCUMENT_MOST_PAGES", 1000)
OCR_PROGRAM = env("OCR_PROGRAM", "tesseract")
# Where the proxy finds private files, if it is to send them: docs/deployment.md.
DOCUMENT_ACCEL = env("DOCUMENT_ACCEL", "")

# Security. TLS ends at a proxy that sets X-Forwarded-Proto itself, see
# docs/deployment.md; on this machine alone (LOCAL) there is no TLS.

SECURE_SSL_REDIRECT = not LOCAL
SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SESSION_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_SECURE = not LOCAL
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}

# Mail: printed on this machine, sent through EMAIL_HOST elsewhere.

EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if LOCAL
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = env_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", "webmaster@localhost")

# What goes wrong is said on stderr, where the service manager keeps it.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "filters": {
        "refusals": {
            "()": "django.utils.log.CallbackFilter",
            "callback": without_traceback_of_refusal,
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["refusals"],
            "formatter": "plain",
        },
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

# Groups and what they may do; ``manage.py set_up_roles`` makes the database agree.
ROLES = roles.ROLES
