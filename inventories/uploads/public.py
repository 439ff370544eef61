"""A file of open data that the secretariat brought: public figures of many governments at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Government, User
from inventories import history, public_figures
from inventories.importers.book import Book
from inventories.importers.public import plans, records
from inventories.importers.public.plans import Omitted, Plan, Planned
from inventories.models import KnownAs, Upload
from inventories.uploads.kinds import Seen, Step, asked_answers
from inventories.uploads.of_government import BY

LAYOUT = "cdp"
MOST_ELSEWHERE = 2000
"""As many rows of others as the preview keeps for the list of what was left out."""


class NothingToTake(history.Refused):
    """The file holds no figure of any of the network's governments."""


class Unanswered(history.Refused):
    """The file raises questions that were not answered when it was confirmed."""


class PublicFigures:
    """uploads.kinds.Kind for reference figures."""

    template = "inventories/public/preview.html"

    def look(self, upload: Upload, book: Book, step: Step) -> Seen:
        """Whose rows they are and what they would add, change or leave. Raises problems.Unreadable."""
        planned = _plan(upload, book, step)
        return Seen(LAYOUT, preview=_preview(planned), questions=planned.questions)

    def take_over(self, upload: Upload, book: Book, step: Step, now: datetime.datetime) -> dict[str, Any]:
        """Write the figures. Raises NothingToTake, Unanswered, public_figures.NoMeasure, Unreadable."""
        with override("en"):  # notes of figures are kept in one language, whoever brings the file
            planned = _plan(upload, book, step)
        if planned.questions:
            raise Unanswered(
                _("The names known have changed since the file was read. Answer its questions anew.")
            )
        if not planned.figures:
            raise NothingToTake(_("The file holds no figure of a government of this network."))
        compared, remembered = public_figures.take_over(
            planned=planned.figures,
            recognised=planned.recognised,
            because="public figures were loaded",
            by=_who(upload),
        )
        return {
            "added": len(compared.added),
            "changed": len(compared.changed),
            "same": len(compared.same),
            "governments": len({each.match.government.pk for each in planned.figures}),
            "left_out": len(planned.omitted),
            "remembered": remembered,
        }


KIND = PublicFigures()


def governments_of(upload: Upload) -> QuerySet[Government]:
    """Those of the upload's network, with what they are known by."""
    network = upload.network
    assert network is not None  # noqa: S101  a constraint holds it: upload_is_of_a_government_or_a_network
    known = Prefetch("known_as", KnownAs.objects.all())
    return Government.objects.in_network(network).prefetch_related("names", known).order_by("slug")


def _who(upload: Upload) -> User:
    """Whoever confirmed the upload."""
    return User.objects.filter(pk=upload.answers.get(BY, upload.by_id)).first() or upload.by


def _plan(upload: Upload, book: Book, step: Step) -> Plan:
    return plans.plan(records.read(book), governments_of(upload), asked_answers(upload), step)


def _preview(planned: Plan) -> dict[str, Any]:
    """JSON for the page. Amounts are text, so that none is rounded."""
    compared = public_figures.compare(planned.figures)
    changed = [_of_figure(each) | {"before": format(figure.tonnes, "f")} for each, figure in compared.changed]
    recognised = [each.record for each in planned.recognised]
    every = [*recognised, *(each.match.record for each in planned.omitted), *planned.elsewhere]
    return {
        "records": planned.records,
        "editions": sorted({record.edition for record in every}),
        "governments": len({each.match.government.pk for each in planned.figures}),
        "rows": len(recognised),
        "added": _of_figures(compared.added),
        "changed": changed,
        "same": _of_figures(compared.same),
        "left_out": [_of_omitted(each) for each in planned.omitted],
        "elsewhere": [
            [each.row_number, each.account, each.name, each.country]
            for each in planned.elsewhere[:MOST_ELSEWHERE]
        ],
        "elsewhere_count": len(planned.elsewhere),
    }


def _of_figures(planned: Iterable[Planned]) -> list[dict[str, Any]]:
    return [_of_figure(each) for each in planned]


def _of_figure(each: Planned) -> dict[str, Any]:
    record, government = each.match.record, each.match.government
    return {
        "slug": government.slug,
        "name": government.name,
        "printed": record.name,
        "account": record.account,
        "row": record.row_number,
        "how": each.match.how.value,
        "year": each.year,
        "period": each.period,
        "tonnes": format(each.tonnes, "f"),
        "edition": each.source.edition,
        "label_en": each.source.label_en,
        "label_zh": each.source.label_zh,
        "remarks": list(each.remarks),
    }


def _of_omitted(each: Omitted) -> dict[str, Any]:
    record = each.match.record
    return {
        "slug": each.match.government.slug,
        "name": each.match.government.name,
        "printed": record.name,
        "account": record.account,
        "row": record.row_number,
        "edition": record.edition,
        "reason": each.reason,
    }


def left_out_rows(preview: Mapping[str, Any]) -> Iterator[list[str]]:
    """What a preview leaves out, with its header; safe to be opened by a spreadsheet programme."""
    yield [_("row"), _("number"), _("name"), _("country"), _("government"), _("edition"), _("reason")]
    for each in preview["left_out"]:
        known = (each["row"], each["account"], each["printed"], "", each["name"], each["edition"])
        yield [harmless(str(cell)) for cell in (*known, each["reason"])]
    nobody = _("It is no government of this network, as far as its name, number and place tell.")
    for row, account, name, country in preview["elsewhere"]:
        yield [harmless(str(cell)) for cell in (row, account, name, country, "", "", nobody)]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet programme takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
