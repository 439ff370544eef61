"""manage.py load_declaration"""

from io import StringIO

from django.core.management import call_command


def test_the_command_says_what_it_did(db):
    out = StringIO()
    call_command("load_declaration", stdout=out)
    assert "  target versions: 115 created, 0 changed, 0 unchanged\n" in out.getvalue()
    out = StringIO()
    call_command("load_declaration", stdout=out)
    assert "created" in out.getvalue()
    assert all(": 0 created, 0 changed, " in line for line in out.getvalue().splitlines())
