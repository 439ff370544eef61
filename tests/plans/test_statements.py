"""What a certifier makes of a statement: a target, an action, a note; and who reads what of it."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts import invitations
from plans import statements
from plans.actions import reviewing, writing
from plans.actions import statements as making
from plans.models import StatementUse
from pledges.enums import ClaimKind
from pledges.models import Claim, Declaration, Statement, Target
from tests import make
from tests.plans import examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.government("saint-paul", name="Saint Paul", network=make.network("climate-leaders"))


@pytest.fixture
def said(place):
    declaration = Declaration.objects.create(
        slug="beijing-2016",
        network=place.network_memberships.get().network,
        date=datetime.date(2016, 6, 7),
        label_en="Declaration of 2016",
        label_zh="2016年宣言",
        source="A test",
    )
    return [
        Statement.objects.create(declaration=declaration, government=place, order=order, text=text)
        for order, text in enumerate(("20% by 2030", "Plant trees", "Sewage heats schools"), 1)
    ]


@pytest.fixture
def sign_in(client):
    def enter(who):
        invitations.confirm_address(who)
        client.force_login(who)
        return client

    return enter


def at(name, *args):
    return reverse(f"plans:{name}", args=args)


def public(place):
    return reverse("portal:government", args=[place.slug])


def test_a_target_is_declared_with_the_words_of_its_statement(place, said, sign_in):
    staff = sign_in(make.certifier(place))
    address = f"{reverse('pledges:target-declare', args=[place.slug])}?statement={said[0].pk}"
    assertContains(staff.get(at("statement", said[0].pk)), f'href="{address}"')
    kinds = staff.get(address).text
    assert f'<input type="hidden" name="statement" value="{said[0].pk}"' in kinds
    form = staff.get(f"{address}&kind=base_year_reduction")
    assertContains(form, "20% by 2030</textarea>")
    assertContains(form, "Declaration of 2016, appendix, statement 1</textarea>")
    staff.post(
        f"{address}&kind=base_year_reduction",
        {
            "kind": "base_year_reduction",
            "quote": "20% by 2030",
            "source": "The appendix",
            "measure": make.measure().pk,
            "base_year": "2005",
            "reduction_percent": "20",
            "target_year": "2030",
            "year_qualifier": "by",
            "series": "main",
        },
    )
    assert Target.objects.get().statement == said[0]
    page = staff.get(at("statement", said[0].pk))
    assertContains(page, "20% by 2030", count=2)  # its words, and the target that was made
    assertNotContains(staff.get(public(place)), "Promise:")  # not confirmed yet


def test_a_statement_of_another_government_is_not_to_be_declared(place, said, sign_in):
    elsewhere = make.government("zhenjiang", network=place.network_memberships.get().network)
    staff = sign_in(make.certifier(elsewhere))
    address = reverse("pledges:target-declare", args=["zhenjiang"])
    assert staff.get(f"{address}?statement={said[0].pk}").status_code == 404
    assert staff.get(at("statement", said[0].pk)).status_code == 404


def test_an_action_is_begun_with_its_statement_chosen(place, said, sign_in):
    draft = examples.draft(place)
    staff = sign_in(make.certifier(place))
    address = f"{at('action', draft.plan.code, 'new')}?statement={said[1].pk}"
    assertContains(staff.get(at("statement", said[1].pk)), f'href="{address}"')
    assertContains(staff.get(address), f'<option value="{said[1].pk}" selected>')


def test_an_action_of_an_accepted_plan_stands_beside_its_statement_before_everyone(client, place, said):
    draft = examples.draft(place, examples.action("trees", title_en="A tree a day", statement=said[1]))
    assertNotContains(client.get(public(place)), "A tree a day")
    reviewing.submit(version=draft, by=make.certifier(place), now=make.NOW)
    reviewing.accept(version=draft, by=make.user(), now=make.NOW)
    address = f"{draft.get_absolute_url()}#action-trees"
    assertContains(client.get(public(place)), f'Action: <a href="{address}">A tree a day</a>')


def test_a_note_is_public_at_once_and_gone_when_it_is_withdrawn(place, said, sign_in):
    staff = sign_in(make.certifier(place))
    staff.post(at("statement-note", said[2].pk), {"note": "Two schools so far.", "language": "en"})
    assertContains(staff.get(public(place)), "Two schools so far.")
    (made,) = StatementUse.objects.all()
    address = at("statement-withdraw", said[2].pk, made.pk)
    assertContains(staff.get(address), "Withdraw the note?")
    assertContains(staff.get(public(place)), "Two schools so far.")
    staff.post(address)
    assertNotContains(staff.get(public(place)), "Two schools so far.")
    assert StatementUse.objects.get().withdrawn_at is not None
    assert staff.post(address).status_code == 404


def test_an_empty_note_is_refused_in_words(place, said, sign_in):
    staff = sign_in(make.certifier(place))
    page = staff.post(at("statement-note", said[2].pk), {"note": " ", "language": "en"})
    assert page.status_code == 422
    assertContains(page, "Write what became of the statement.", status_code=422)
    assert not StatementUse.objects.exists()


def test_a_contributor_reads_but_does_not_say_what_became_of_it(place, said, sign_in):
    staff = sign_in(make.contributor(place))
    assertNotContains(staff.get(at("statement", said[2].pk)), "Publish the note")
    answer = staff.post(at("statement-note", said[2].pk), {"note": "Words", "language": "en"})
    assert answer.status_code == 403
    assert not StatementUse.objects.exists()


def test_open_are_those_of_which_nothing_was_made(place, said):
    assert list(statements.open_of(place)) == said
    Claim.objects.create(
        code="c", government=place, statement=said[0], kind=ClaimKind.ACHIEVEMENT, quote="Done"
    )
    writing.put(examples.draft(place), examples.action("trees", statement=said[1]))
    by = make.certifier(place)
    note = making.note(statement=said[2], text="So far two.", language="en", by=by, now=make.NOW)
    assert list(statements.open_of(place)) == []
    making.withdraw(use=note, now=make.NOW)
    assert list(statements.open_of(place)) == [said[2]]
    with pytest.raises(making.Withdrawn):
        making.withdraw(use=note, now=make.NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_statements_as_for_one(
    place, said, sign_in, django_assert_num_queries, count
):
    for statement in said[count:]:
        statement.delete()
    draft = examples.draft(place)
    for number, statement in enumerate(said[:count]):
        writing.put(draft, examples.action(f"a{number}", statement=statement))
        making.note(statement=statement, text="So.", language="en", by=make.user(), now=make.NOW)
    staff = sign_in(make.certifier(place))
    staff.get(at("statements", place.slug))
    with django_assert_num_queries(11):
        staff.get(at("statements", place.slug))
