"""The accounts to try Milepost out with."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from accounts import demonstration
from accounts.enums import Role
from accounts.models import Membership, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    network = make.network("climate-leaders")
    for slug in ("new-york", "saint-paul", "knoxville", "zhenjiang"):
        make.government(slug, network=network)


@pytest.mark.usefixtures("places")
def test_the_accounts_can_sign_in_and_stay_as_they_are_when_loaded_again(client, capsys):
    call_command("load_demonstration")
    assert "9 made, 0 there already." in capsys.readouterr().out
    person = User.objects.get(email="certifier@new-york.example")
    assert person.check_password(demonstration.PASSWORD)
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 9
    Membership.objects.filter(user=person).delete()

    call_command("load_demonstration")
    out = capsys.readouterr().out
    assert "0 made, 9 there already." in out
    assert "certifier@new-york.example               milepost-demonstration  certifier, new-york" in out
    assert not Membership.objects.filter(user=person).exists()


@pytest.mark.usefixtures("places")
def test_every_role_can_be_tried_and_some_read_chinese():
    call_command("load_demonstration")
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    assert User.objects.filter(language="zh-hans", memberships__government__slug="zhenjiang").count() == 2


def test_without_the_declaration_the_command_says_what_to_run():
    with pytest.raises(CommandError, match="load_declaration"):
        call_command("load_demonstration")
    assert not User.objects.exists()


@pytest.mark.usefixtures("places")
def test_production_gets_no_account_with_a_known_password(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not in production"):
        call_command("load_demonstration")
    assert not User.objects.exists()
