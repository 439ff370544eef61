"""A partnership's life: drafted by one, confirmed by all, held still, ended."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.models import Mail
from inventories import evidence
from inventories.history import Refused
from partnerships import documents
from partnerships.actions import exchanges, partnerships
from partnerships.models import Deliverable, Exchange, Partner, Partnership
from tests import make
from tests.partnerships import examples

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def here():
    return make.government("saint-paul", name="Saint Paul")


@pytest.fixture
def there():
    return make.government("zhenjiang", name="Zhenjiang", name_zh="镇江市", country="CN")


def confirm(partnership, government):
    partnerships.confirm(
        partnership=partnership, government=government, by=make.certifier(government), now=make.NOW
    )


def refused(write):
    """Whether the database refuses a write, with our words and nobody else's."""
    with pytest.raises(IntegrityError, match="frozen since it was submitted"), transaction.atomic():
        write()
    return True


def kinds(partnership):
    return [event.kind for event in partnership.events.order_by("pk")]


def test_a_partnership_is_confirmed_with_the_last_partners_word(here, there):
    third = make.government("oakland")
    made = examples.draft(here, there)
    examples.save(made, here, there, third)
    partnerships.propose(partnership=made, government=here, by=make.certifier(here), now=make.NOW)
    confirm(made, there)
    assert (made.state, made.confirmed_at) == ("proposed", None)
    assert not Partnership.objects.public().exists()
    confirm(made, third)
    assert (made.state, made.confirmed_at) == ("confirmed", make.NOW)
    assert list(Partnership.objects.public()) == [made]
    assert kinds(made) == ["created", "saved", "proposed", "confirmed", "confirmed"]


def test_who_is_asked_gets_a_letter_and_who_proposes_does_not(here, there):
    asked = make.certifier(there)
    examples.proposed(here, there)
    assert list(Mail.objects.values_list("to", flat=True)) == [asked.email]
    assert Mail.objects.get().subject == "Saint Paul proposes a partnership: Buildings that need less"


def test_one_who_declines_says_why_and_it_is_a_draft_again(here, there):
    made = examples.proposed(here, there)
    by = make.certifier(there)
    with pytest.raises(ValidationError):
        partnerships.decline(partnership=made, government=there, note=" ", by=by, now=make.NOW)
    partnerships.decline(partnership=made, government=there, note="End it in 2026.", by=by, now=make.NOW)
    assert made.state == "draft"
    assert made.partners.get(government=there).note == "End it in 2026."
    examples.save(made, values={"ends_on": DAY(2026, 12, 31)})
    partnerships.propose(partnership=made, government=there, by=by, now=make.NOW)
    assert made.partners.get(government=here).confirmed_at is None  # what it confirmed was another text
    confirm(made, here)
    assert made.state == "confirmed"


def test_nobody_confirms_twice_or_for_a_stranger(here, there):
    made = examples.proposed(here, there)
    for government in (here, make.government()):
        with pytest.raises(partnerships.WrongState):
            confirm(made, government)
    assert made.state == "proposed"


def test_a_partnership_needs_another_government(here):
    with pytest.raises(partnerships.TooFewPartners):
        partnerships.begin(
            government=here, partners=[here], values=examples.VALUES, by=make.user(), now=make.NOW
        )
    with transaction.atomic():
        assert not Partnership.objects.exists()


def test_what_a_colleague_saved_is_not_overwritten(here, there):
    made = examples.draft(here, there)
    seen = made.revision
    examples.save(made, values={"title_en": "Theirs"})
    with pytest.raises(partnerships.Conflict):
        examples.save(made, revision=seen, values={"title_en": "Mine"})
    made.refresh_from_db()
    assert made.title_en == "Theirs"


def test_saving_keeps_the_contacts_of_those_who_stay(here, there):
    made = examples.draft(here, there)
    partnerships.set_contact(
        partner=made.partners.get(government=there), contact="Ms Wu", email="wu@example.org"
    )
    third = make.government("oakland")
    examples.save(made, here, there, third)
    assert made.partners.get(government=there).contact == "Ms Wu"
    examples.save(made, here, third)
    assert set(made.partners.values_list("government__slug", flat=True)) == {"saint-paul", "oakland"}


def test_it_ends_on_a_day_between_its_start_and_today(here, there):
    made = examples.confirmed(here, there)
    by = make.certifier(here)
    for day in (DAY(2024, 2, 29), DAY(2026, 11, 23)):
        with pytest.raises(ValidationError):
            partnerships.end(partnership=made, day=day, note="", by=by, now=make.NOW)
    partnerships.end(partnership=made, day=DAY(2026, 6, 30), note="The grant ran out.", by=by, now=make.NOW)
    assert (made.state, made.ends_on) == ("ended", DAY(2026, 6, 30))
    assert not Partnership.objects.living(DAY(2026, 6, 1)).exists()
    assert list(Partnership.objects.public()) == [made]


def test_a_draft_is_discarded_with_all_it_holds_and_a_confirmed_one_never(here, there):
    made = examples.draft(here, there)
    examples.save(made, deliverables=[{"text_en": "A guide", "due": DAY(2025, 1, 1)}])
    partnerships.discard(partnership=made, by=make.user())
    assert [model.objects.count() for model in (Partnership, Deliverable, Partner)] == [0, 0, 0]
    kept = examples.confirmed(here, there)
    with pytest.raises(partnerships.WrongState):
        partnerships.discard(partnership=kept, by=make.user())
    with pytest.raises(Refused):  # a colleague had discarded it meanwhile
        partnerships.propose(partnership=made, government=here, by=make.user(), now=make.NOW)


def test_a_deliverable_is_done_on_a_day_that_has_come(here, there):
    made = examples.confirmed(here, there)
    owed = made.deliverables.get()
    done = {"link": "https://example.org/guide", "by": make.user(), "now": make.NOW}
    with pytest.raises(ValidationError):
        partnerships.deliver(deliverable=owed, done_on=DAY(2026, 11, 23), **done)
    partnerships.deliver(deliverable=owed, done_on=DAY(2026, 11, 22), **done)
    owed.refresh_from_db()
    assert (owed.done_on, owed.link) == (DAY(2026, 11, 22), "https://example.org/guide")
    assert kinds(made)[-1] == "delivered"


def test_nothing_is_delivered_to_a_draft(here, there):
    made = examples.proposed(here, there)
    with pytest.raises(partnerships.WrongState):
        partnerships.deliver(
            deliverable=made.deliverables.get(),
            done_on=DAY(2025, 1, 1),
            link="",
            by=make.user(),
            now=make.NOW,
        )


# What the database holds still


def test_the_database_confirms_nothing_that_a_partner_has_not(here, there):
    made = examples.proposed(here, there)
    rows = Partnership.objects.filter(pk=made.pk)
    assert refused(lambda: rows.update(state="confirmed", confirmed_at=make.NOW))
    made.partners.filter(government=there).update(confirmed_at=make.NOW, confirmed_by=make.user())
    rows.update(state="confirmed", confirmed_at=make.NOW)
    assert rows.get().state == "confirmed"


def test_what_was_proposed_or_confirmed_does_not_change(here, there):
    for made in (examples.proposed(here, there), examples.confirmed(here, there)):
        rows = Partnership.objects.filter(pk=made.pk)
        for values in ({"title_en": "Other"}, {"kind": "project"}, {"starts_on": DAY(2020, 1, 1)}):
            assert refused(lambda rows=rows, values=values: rows.update(**values))
        assert refused(lambda made=made: made.partners.all()[0].delete())
        assert refused(
            lambda made=made: Partner.objects.create(partnership=made, government=make.government())
        )
        assert refused(lambda made=made: made.deliverables.update(due=DAY(2030, 1, 1)))
        assert refused(lambda made=made: made.targets.add(make.target(here).target))
        assert refused(lambda made=made: made.events.update(note="Other"))
        assert refused(rows.delete)


def test_of_a_confirmed_one_its_end_its_contacts_and_what_was_done_may_be_told(here, there):
    made = examples.confirmed(here, there)
    Partnership.objects.filter(pk=made.pk).update(ends_on=DAY(2026, 1, 1))
    made.partners.update(contact="Ms Wu", email="wu@example.org")
    made.deliverables.update(done_on=DAY(2025, 1, 1))
    assert refused(lambda: made.partners.update(confirmed_at=None, confirmed_by=None))
    made.refresh_from_db()
    assert made.ends_on == DAY(2026, 1, 1)


def test_no_state_is_skipped(here, there):
    made = examples.draft(here, there)
    assert refused(
        lambda: Partnership.objects.filter(pk=made.pk).update(state="ended", confirmed_at=make.NOW)
    )
    assert refused(
        lambda: Partnership.objects.create(
            reference="PA-X", state="proposed", created_by=make.user(), created_at=make.NOW, **examples.VALUES
        )
    )


# Papers and exchanges


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_paper_is_kept_with_its_sum_and_checked_as_evidence_is(here, there, media):
    made = examples.draft(here, there)
    with pytest.raises(evidence.WrongType):
        documents.add(
            partnership=made,
            title="",
            file=SimpleUploadedFile("memo.pdf", b"not a PDF"),
            by=make.user(),
            now=make.NOW,
        )
    kept = documents.add(
        partnership=made,
        title="",
        file=SimpleUploadedFile("memo.pdf", b"%PDF-1.7"),
        by=make.user(),
        now=make.NOW,
    )
    assert kept.title == "memo.pdf"
    # printf '%%PDF-1.7' | sha256sum
    assert kept.sha256 == "86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b"


def test_a_paper_is_added_to_a_confirmed_partnership_and_taken_from_a_draft_only(here, there, media):
    made = examples.confirmed(here, there)
    added = documents.add(
        partnership=made, title="Signed", link="https://example.org/", by=make.user(), now=make.NOW
    )
    with pytest.raises(partnerships.WrongState):
        documents.remove(document=added)
    assert refused(lambda: made.documents.update(title="Other"))


def test_an_exchange_needs_a_confirmed_partnership_and_a_day_that_has_come(here, there):
    with pytest.raises(partnerships.WrongState):
        examples.exchange(examples.proposed(here, there))
    made = examples.confirmed(here, there)
    with pytest.raises(ValidationError):
        examples.exchange(made, starts_on=DAY(2026, 11, 23), ends_on=DAY(2026, 11, 24))
    with pytest.raises(ValidationError):
        examples.exchange(made, starts_on=DAY(2025, 4, 7), ends_on=DAY(2025, 4, 6))
    assert examples.exchange(made).participations.count() == 2


def test_an_exchange_is_changed_and_taken_away_and_the_history_says_so(here, there):
    made = examples.confirmed(here, there)
    held = examples.exchange(made)
    institute = make.organisation()
    exchanges.save(
        partnership=made,
        exchange=held,
        values={"outcome": "Six schools chosen", "language": "en"},
        governments=[here],
        organisations=[institute],
        hosts=[here],
        by=make.user(),
        now=make.NOW,
    )
    assert [(each.government, each.organisation, each.is_host) for each in held.participations.all()] == [
        (here, None, True),
        (None, institute, False),
    ]
    exchanges.remove(exchange=held, by=make.user(), now=make.NOW)
    assert not Exchange.objects.exists()
    assert made.events.latest("pk").note == "taken away: Visit to the retrofitted schools"
