"""Every setting of the platform, flat. A malformed or missing one is refused with the line to add."""

from cryptography.fernet import Fernet

from gis_app.config import env, houses, state

HOME = state.usable(state.current())
BASE_DIR = env.ROOT

DEMO = (HOME.root / "demo").is_dir()
DEBUG = False

SECRET_KEY = env.text("SAFECITY_SECRET_KEY") or HOME.secret("django-secret-key")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 12 or SECRET_KEY.startswith("django-insecure-"):
    raise env.BadSetting(
        "SAFECITY_SECRET_KEY is too weak: at least 50 characters, made at random. Leave it out and one is generated."
    )
FIELD_KEY = env.text("SAFECITY_FIELD_KEY") or HOME.field_key()
try:
    Fernet(FIELD_KEY)
except ValueError as error:
    raise env.BadSetting(
        "SAFECITY_FIELD_KEY is no key: 32 random bytes in base64url. Leave it out and one is generated."
    ) from error

PORT = env.number("SAFECITY_PORT", 8000, 1, 65000)
BIND = env.text("SAFECITY_BIND", "127.0.0.1")
TLS_CERT, TLS_KEY = env.text("SAFECITY_TLS_CERT"), env.text("SAFECITY_TLS_KEY")
BEHIND_PROXY = env.flag("SAFECITY_BEHIND_PROXY")
if bool(TLS_CERT) != bool(TLS_KEY):
    raise env.BadSetting("SAFECITY_TLS_CERT and SAFECITY_TLS_KEY go together: set both or neither.")
SECURE = bool(TLS_CERT) or BEHIND_PROXY
if BIND not in {"127.0.0.1", "::1", "localhost"} and not SECURE:
    raise env.BadSetting(
        f"SAFECITY_BIND={BIND} would send passwords in the clear. "
        "Set SAFECITY_TLS_CERT and SAFECITY_TLS_KEY, or SAFECITY_BEHIND_PROXY=1 behind a proxy that speaks HTTPS."
    )

ALLOWED_HOSTS = env.names("SAFECITY_HOSTS") or ["localhost", "127.0.0.1", "[::1]", *([BIND] if SECURE else [])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in env.names("SAFECITY_HOSTS")]

INSTALLED_APPS = [
    "gis_app.config",
    "gis_app.people",
    "gis_app.jobs",
    "gis_app.sources",
    "gis_app.places",
    "gis_app.incidents",
    "gis_app.devices",
    "gis_app.findings",
    "dashboards",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "gis_app.config.metrics.timed",
    "django.middleware.security.SecurityMiddleware",
    "gis_app.config.middleware.errors",
    "gis_app.config.middleware.content_security_policy",
    "gis_app.config.compression.scripts_and_styles",
    "gis_app.config.tile_door.quick_tiles",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gis_app.people.sessions.aged",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "gis_app.config.urls"
WSGI_APPLICATION = "gis_app.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "gis_app" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gis_app.config.context.city",
                "gis_app.config.context.ground",
                "gis_app.config.context.search",
                "gis_app.config.context.tabs",
                "gis_app.countries.in_templates",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": env.text("SAFECITY_DB_NAME", "safecity"),
        "USER": env.text("SAFECITY_DB_USER", "safecity"),
        "PASSWORD": env.text("SAFECITY_DB_PASSWORD") or HOME.secret("postgres-password"),
        "HOST": env.text("SAFECITY_DB_HOST", str(HOME.run)),
        "PORT": env.text("SAFECITY_DB_PORT", "5432"),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 0, "max_size": 12, "timeout": 20}, "options": "-c jit=off -c timezone=UTC"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("SAFECITY_REDIS_URL") or f"unix://{HOME.run}/redis.sock"

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "gis_app.config.errors.unproven"
SESSION_ENGINE = "gis_app.people.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = env.number("SAFECITY_IDLE_MINUTES", 120, 5, 720)
SECOND_FACTOR_ROLES = houses.known_roles("SAFECITY_SECOND_FACTOR_ROLES")
OPEN_ID, DIRECTORY = houses.open_id(), houses.directory()
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "gis_app.config.uploads.SmallUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("uk", "Українська"), ("kk", "Қазақша")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
COUNTRY = env.country("SAFECITY_COUNTRY") or HOME.country()
LOCALE_PATHS = [BASE_DIR / "locale" / "countries" / COUNTRY, BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["gis_app.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

SILENCED_SYSTEM_CHECKS = ["gis.W001"]  # Debian 12 has GDAL 3.6; we never read a CRS from strangers over the network

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".venv" / "static"
WEB_PACKAGES = BASE_DIR / ".venv" / "web" / "node_modules"
STATICFILES_DIRS = [
    ("dashboards", BASE_DIR / "dashboards" / "assets"),
    ("vendor/maplibre-gl", WEB_PACKAGES / "maplibre-gl" / "dist"),
    ("vendor/terra-draw", WEB_PACKAGES / "terra-draw" / "dist"),
    ("vendor/terra-draw-maplibre", WEB_PACKAGES / "terra-draw-maplibre-gl-adapter" / "dist"),
    ("vendor/geodesic", WEB_PACKAGES / "geographiclib-geodesic"),
    ("vendor/dayjs", WEB_PACKAGES / "dayjs"),
    ("vendor/inter", WEB_PACKAGES / "@fontsource-variable" / "inter"),
    ("vendor/tabler", WEB_PACKAGES / "@tabler" / "icons" / "icons" / "outline"),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

MODULES = HOME.modules()
IMPORT_CHUNK_ROWS = 5_000
CELL_LIMIT = 32_000
FILE_LIMIT_BYTES = 20_000_000_000
UPLOAD_LIMIT_BYTES = 32_000_000
REQUIRED_SOURCES = env.names("SAFECITY_REQUIRED_SOURCES")
HISTORY_DAYS = env.number("SAFECITY_HISTORY_DAYS", 1_825, 30, 36_500)

BACKUP_TO, BACKUP_AT = env.text("SAFECITY_BACKUP_TO"), env.hour("SAFECITY_BACKUP_AT")
BACKUP_PASSPHRASE = env.text("SAFECITY_BACKUP_PASSPHRASE")
BACKUP_PASSPHRASE_FILE = env.text("SAFECITY_BACKUP_PASSPHRASE_FILE")
BACKUP_KEEP = (
    env.number("SAFECITY_BACKUP_KEEP_DAYS", 7, 1, 366),
    env.number("SAFECITY_BACKUP_KEEP_WEEKS", 5, 0, 530),
    env.number("SAFECITY_BACKUP_KEEP_MONTHS", 12, 0, 1200),
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_tokens": {"()": "gis_app.config.logs.WithoutTokens"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_tokens"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"safecity": {"level": "INFO"}},
}
