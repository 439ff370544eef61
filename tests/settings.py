"""The project's settings, kept away from var/, from .env and (unless named in the environment) from servers."""

import os
import tempfile

os.environ["MILEPOST_MODE"] = "embedded"
os.environ["MILEPOST_VAR"] = tempfile.mkdtemp(prefix="milepost-tests-")
os.environ.setdefault("DATABASE_URL", "")
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ.setdefault("EMAIL_URL", "")

from config.messages import compile_catalogs
from config.settings import *  # noqa: F403

compile_catalogs()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
