"""Production settings over plain HTTP, with the floor's address beside the application's."""

import os

os.environ.setdefault("SECRET_KEY", "for the bench")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ.setdefault("DATABASE_POOL", "true")

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# That two people meet in one answer is no error.
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}  # noqa: F405
