"""What code and compose file read from the environment stands in .env.example, with the same defaults."""

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


def offered() -> dict[str, str]:
    """What .env.example offers to change, with the value that it shows."""
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_compose_file_hands_on_whatever_is_offered():
    handed_on = set(re.findall(READS["docker-compose.yml"], (ROOT / "docker-compose.yml").read_text()))
    assert offered().keys() - handed_on == set()


def test_the_defaults_of_the_compose_file_are_those_that_are_shown():
    defaults = re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", (ROOT / "docker-compose.yml").read_text())
    assert len(defaults) > 10
    assert {name: value for name, value in defaults if value != offered().get(name)} == {}
