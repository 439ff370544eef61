"""Every statement of the appendix is reachable from its signatory's page, with what became of it."""

import csv
import html
from pathlib import Path

import pytest
from django.urls import reverse

from accounts import invitations
from accounts.models import Government
from pledges import loading
from pledges.loading import tables
from pledges.loading.tables import slug_of_key
from tests import make

pytestmark = pytest.mark.django_db

APPENDIX = Path(tables.__file__).parent.parent / "reference" / "statements.csv"


def test_all_152_statements_stand_word_for_word_on_the_pages_of_their_41_signatories(client):
    loading.load(now=make.NOW)
    with APPENDIX.open(encoding="utf-8", newline="") as file:
        printed = [(row["signatory"], int(row["order"]), row["statement"]) for row in csv.DictReader(file)]
    assert (len(printed), len({name for name, _order, _text in printed})) == (152, 41)
    pages: dict[str, str] = {}
    for name, order, text in printed:
        government = Government.objects.get(slug=slug_of_key()[name])
        statement = government.statements.get(order=order)
        assert statement.text == text
        if name not in pages:
            pages[name] = html.unescape(client.get(government.get_absolute_url()).text)
        assert f'id="statement-{statement.pk}"' in pages[name]
        assert text in pages[name]
        assert f"appendix, statement {order}" in pages[name]
    assert len(pages) == 41


def test_each_of_them_has_a_desk_page_where_something_is_made_of_it(client):
    loading.load(now=make.NOW)
    california = Government.objects.get(slug="california")
    certifier = make.certifier(california)
    invitations.confirm_address(certifier)
    client.force_login(certifier)
    listed = client.get(reverse("plans:statements", args=["california"])).text
    for statement in california.statements.all():
        address = reverse("plans:statement", args=[statement.pk])
        assert f'href="{address}"' in listed
        assert statement.text in html.unescape(client.get(address).text)
