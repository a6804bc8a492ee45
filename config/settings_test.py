"""Settings of the tests: a fast hasher, plain static names, throw-away folders; nothing else differs."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for the tests")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ.setdefault("DATABASE_URL", "postgresql:///reply_tracker")
os.environ.setdefault("REDIS_URL", "redis+socket:///nowhere")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"reply-tracker-media-{os.getpid()}"
ACCOUNT_RATE_LIMITS = False
# Static files are looked up when asked for: nothing is collected for a test.
WHITENOISE_AUTOREFRESH = True
# Each process of the tests has a cache of its own, which it empties before every test.
_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] += f"?db={1 + _PROCESS % 15}"  # noqa: F405
