"""Every setting that code or compose file reads from the environment is explained in .env.example."""

import re

from config.messages import ROOT

READS = {
    "config/settings.py": r'env\.\w+\(\s*"([A-Z_]+)"',
    "config/gunicorn.py": r'environ\.get\(["\']([A-Z_]+)["\']',
    "docker-compose.yml": r"\$\{([A-Z_]+)",
}
OWN = {"WELCOME"}  # what `make run` tells gunicorn, not a setting


def test_env_example_names_every_setting_and_no_other():
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    read = {
        name for path, pattern in READS.items() for name in re.findall(pattern, (ROOT / path).read_text())
    }
    assert len(read) > 25
    assert named == read - OWN
