"""The signed document of a version: canonical JSON, its SHA-256, and whether both still agree with the rows.

Canonical: UTF-8, keys sorted, no spaces, masses and amounts as decimal strings without trailing zeros, lists
in the order of their codes. `schema` says how a document was made: a new shape is a new entry in SCHEMAS,
and documents of an old shape stay verifiable.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from accounts.models import User
from inventories.enums import State
from inventories.models import ActivityData, Evidence, LineMass, ReportVersion

SCHEMA = 6
CHUNK = 64


def document(
    version: ReportVersion, *, certified_by: User | None = None, submitted_at: datetime.datetime | None = None
) -> dict[str, Any]:
    """The version as data; signed as given, or as the version's row says once it is submitted."""
    signer = certified_by.pk if certified_by else version.certified_by_id
    return SCHEMAS[SCHEMA](version, signer, submitted_at or version.submitted_at)


def dumps(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def verify(version: ReportVersion) -> bool:
    """Whether hash, document, rows and files of a submitted version still agree."""
    if sha256(version.document) != version.sha256:
        return False
    make = SCHEMAS.get(_schema(version.document))
    if (
        make is None
        or dumps(make(version, version.certified_by_id, version.submitted_at)) != version.document
    ):
        return False
    return all(_file_is_whole(evidence) for evidence in version.evidence.all())


def verify_all() -> list[str]:
    """Every version that was ever submitted, and which of them no longer agree: 'MP-2020-7K3QF v2', ..."""
    submitted = ReportVersion.objects.exclude(state=State.DRAFT).select_related(
        "report__government", "corrects", "carries__report"
    )
    content = ("sections", "lines", "indicators__measure", "evidence", "warning_answers", "activities")
    versions = submitted.order_by("pk").prefetch_related(*content).iterator(chunk_size=CHUNK)
    return [str(version) for version in versions if not verify(version)]


def _document_1(
    version: ReportVersion, signer: int | None, signed_at: datetime.datetime | None
) -> dict[str, Any]:
    report = version.report
    return {
        "schema": 1,
        "reference": report.reference,
        "government": report.government.slug,
        "framework": report.framework,
        "series": report.series,
        "year": report.year,
        "period": [report.period_start.isoformat(), report.period_end.isoformat()],
        "version": version.number,
        "corrects": version.corrects.number if version.corrects else None,
        "reason": version.reason,
        "level": version.level,
        "gwp_set": version.gwp_set,
        "gases": version.gases,
        "electricity": version.electricity,
        "boundary": version.boundary,
        "methodology": version.methodology,
        "population": version.population,
        "publication": version.publication,
        "certified_by": signer,
        "submitted_at": signed_at.astimezone(datetime.UTC).isoformat() if signed_at else None,
        "sections": {section.code: section.status for section in version.sections.order_by("pk")},
        **_content_1(version),
    }


def _content_1(version: ReportVersion) -> dict[str, Any]:
    return {
        "lines": [
            {
                "section": line.section,
                "row": line.row,
                "co2e": _number(line.co2e),
                "co2": _number(line.co2),
                "notation_key": line.notation_key,
                "included_in": line.included_in,
                "explanation": line.explanation,
                "quality": line.quality,
                "source": line.source,
            }
            for line in sorted(version.lines.order_by(), key=lambda line: (line.section, line.row))
        ],
        "indicators": [
            {"measure": each.measure.code, "value": _number(each.value), "source": each.source}
            for each in sorted(
                version.indicators.order_by().select_related("measure"), key=lambda each: each.measure.code
            )
        ],
        "evidence": [
            {
                "section": each.section,
                "row": each.row,
                "title": each.title,
                "link": each.link,
                "file": each.file.name or "",
                "sha256": each.sha256,
            }
            for each in sorted(version.evidence.order_by(), key=lambda each: each.pk)
        ],
        "answers": [
            {"check": answer.check_code, "row": answer.row, "text": answer.text}
            for answer in sorted(
                version.warning_answers.order_by(), key=lambda each: (each.check_code, each.row)
            )
        ],
    }


def _document_2(
    version: ReportVersion, signer: int | None, signed_at: datetime.datetime | None
) -> dict[str, Any]:
    """With releases, changed methods, and indicators of more than one year."""
    return {
        **_document_1(version, signer, signed_at),
        "schema": 2,
        "release": version.release,
        "method_change": version.method_change,
        "indicators": [
            {
                "measure": each.measure.code,
                "year": each.year,
                "value": _number(each.value),
                "price_year": each.price_year,
                "edition": each.edition,
                "source": each.source,
            }
            for each in sorted(
                version.indicators.order_by().select_related("measure"),
                key=lambda each: (each.measure.code, each.year),
            )
        ],
    }


def _document_3(
    version: ReportVersion, signer: int | None, signed_at: datetime.datetime | None
) -> dict[str, Any]:
    """With the masses of the lines that have them, by gas."""
    document = _document_2(version, signer, signed_at)
    found = LineMass.objects.filter(line__version=version).values_list(
        "line__section", "line__row", "gas", "tonnes"
    )
    for section, row, gas, tonnes in found:
        line = next(each for each in document["lines"] if (each["section"], each["row"]) == (section, row))
        line.setdefault("masses", {})[gas] = _number(tonnes)
    return {**document, "schema": 3}


def _document_4(
    version: ReportVersion, signer: int | None, signed_at: datetime.datetime | None
) -> dict[str, Any]:
    """With how rows were worked out: inputs, factors as used, masses."""
    kept = sorted(version.calculations.order_by(), key=lambda each: (each.section, each.row, each.pk))
    calculations = [
        {
            "section": each.section,
            "row": each.row,
            "title": each.title,
            "calculator": f"{each.calculator} {each.calculator_version}",
            "year": each.year,
            "country": each.country,
            "inputs": each.inputs,
            "factors": each.factors,
            "masses": each.masses,
            "steps": each.steps,
            "warnings": each.warnings,
            "source": each.source,
            "quality": [each.activity_quality, each.factor_quality],
        }
        for each in kept
    ]
    return {**_document_3(version, signer, signed_at), "calculations": calculations, "schema": 4}


def _document_5(
    version: ReportVersion, signer: int | None, signed_at: datetime.datetime | None
) -> dict[str, Any]:
    """With the section of each answer, and the waivers that were given before the signature."""
    answers = sorted(
        version.warning_answers.order_by(), key=lambda each: (each.check_code, each.section, each.row)
    )
    waivers = sorted(
        version.waivers.filter(given_in=State.DRAFT).order_by(),
        key=lambda each: (each.check_code, each.section, each.row),
    )
    return {
        **_document_4(version, signer, signed_at),
        "schema": 5,
        "answers": [
            {"check": each.check_code, "section": each.section, "row": each.row, "text": each.text}
            for each in answers
        ],
        "waivers": [
            {
                "check": each.check_code,
                "section": each.section,
                "row": each.row,
                "reason": each.reason,
                "language": each.language,
                "by": each.by_id,
                "at": each.at.astimezone(datetime.UTC).isoformat(),
            }
            for each in waivers
        ],
    }


def _document_6(
    version: ReportVersion, signer: int | None, signed_at: datetime.datetime | None
) -> dict[str, Any]:
    """With methods and factors of lines, the activities behind them, and who verified the inventory."""
    document = _document_5(version, signer, signed_at)
    told = {(line.section, line.row): line for line in version.lines.all()}
    for line in document["lines"]:
        saved = told[line["section"], line["row"]]
        line |= {name: getattr(saved, name) for name in ("method", "factor_quality", "factor_source")}
    return {
        **document,
        "schema": 6,
        "assurance": [version.assurance, version.verifier, version.verified_in],
        "carries": str(version.carries) if version.carries else None,
        "activities": [
            _activity(each)
            for each in sorted(
                version.activities.all(), key=lambda each: (each.section, each.row, each.position)
            )
        ],
    }


def _activity(held: ActivityData) -> dict[str, Any]:
    plain = (
        "section",
        "row",
        "activity",
        "unit",
        "description",
        "source",
        "quality",
        "factors",
        "factor_unit",
        "factor_year",
        "factor_scale",
        "factor_description",
        "factor_source",
        "factor_quality",
        "masses",
    )
    numbers = ("amount", "oxidation", "co2e")
    told = {name: getattr(held, name) for name in plain}
    return told | {name: _number(getattr(held, name)) for name in numbers}


SCHEMAS: dict[int, Callable[[ReportVersion, int | None, datetime.datetime | None], dict[str, Any]]] = {
    1: _document_1,
    2: _document_2,
    3: _document_3,
    4: _document_4,
    5: _document_5,
    6: _document_6,
}


def _schema(document: str) -> int:
    """The schema that a stored document names, 0 where it is no document."""
    try:
        return int(json.loads(document)["schema"])
    except (ValueError, TypeError, KeyError):
        return 0


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def plain(value: Decimal) -> str:
    """Without exponent and trailing zeros, so that 1.50 and 1.5 are written alike."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _file_is_whole(evidence: Evidence) -> bool:
    if not evidence.file:
        return True
    digest = hashlib.sha256()
    try:
        for chunk in _chunks(evidence):
            digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == evidence.sha256


def _chunks(evidence: Evidence) -> Iterator[bytes]:
    with evidence.file.storage.open(str(evidence.file.name)) as file:
        yield from file.chunks()
