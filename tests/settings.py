"""The settings of the tests: away from var/ and .env, and from servers unless the environment names them."""

import atexit
import os
import shutil
import tempfile

os.environ["MILEPOST_MODE"] = "embedded"
os.environ["MILEPOST_VAR"] = tempfile.mkdtemp(prefix="milepost-tests-")
atexit.register(shutil.rmtree, os.environ["MILEPOST_VAR"], ignore_errors=True)
os.environ.setdefault("DATABASE_URL", "")
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ.setdefault("EMAIL_URL", "")

from config.messages import compile_catalogs  # noqa: E402  after the environment
from config.settings import *  # noqa: E402, F403

compile_catalogs()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  WhiteNoise warns of a missing folder
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    if CELERY_BROKER_URL.startswith("filesystem"):  # noqa: F405
        # A worker cannot see a database in memory: it finds this one where an installation has it.
        DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}  # noqa: F405
    else:
        # Made from the models at once; tests/config/test_migrations.py holds migrating to the same.
        DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405
