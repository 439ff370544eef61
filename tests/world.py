"""One small world in which every address leads somewhere, and a person of each kind to go there."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts import invitations, outbox
from accounts.enums import Role
from accounts.models import Government, Invitation, Mail, Membership, Network, User
from inventories import activities, canonical, evidence, part_files, part_requests, unsaved
from inventories.activities import ActivityDraft
from inventories.enums import UploadKind, UploadState
from inventories.models import (
    Calculation,
    ColumnMatch,
    Evidence,
    KnownAs,
    PartRequest,
    ReferenceFigure,
    ReferenceSource,
    ReportVersion,
    Upload,
)
from inventories.uploads import arrival
from partnerships import documents as papers
from partnerships.models import CaseStudy, Exchange, Interest, Partnership, PartnershipDocument, Reminder
from plans import documents
from plans.actions import progress, reviewing, roadmaps
from plans.models import Milestone, PlanVersion, Roadmap, StatementUse
from pledges.enums import ClaimKind, QuestionCode, QuestionState, Standing, TargetState
from pledges.models import Claim, Declaration, Endorsement, Question, Statement, TargetVersion
from progress.enums import Origin, Verdict
from progress.models import Appeal, Assessment, Decision, Method, Reply, Trial
from tests import make
from tests.make import NOW
from tests.partnerships import case_examples
from tests.partnerships import examples as together
from tests.plans import examples
from trajectory import METHOD_VERSION

PEOPLE = (
    "anonymous",
    "stranger",  # signed in, but nowhere a member
    "contributor",
    "certifier",
    "other_certifier",  # of another government in the same network
    "reviewer",
    "administrator",
    "other_reviewer",  # of another network, that the government is not in
)


@dataclass
class World:
    """Saint Paul, everything in every state, and those who come to look at it."""

    network: Network = field(init=False)
    other_network: Network = field(init=False)
    city: Government = field(init=False)
    people: dict[str, User] = field(init=False)
    target: TargetVersion = field(init=False)
    proposal: TargetVersion = field(init=False)
    question: Question = field(init=False)
    answer: Question = field(init=False)
    draft: ReportVersion = field(init=False)
    submitted: ReportVersion = field(init=False)
    in_review: ReportVersion = field(init=False)
    accepted: ReportVersion = field(init=False)
    gpc: ReportVersion = field(init=False)
    gpc_draft: ReportVersion = field(init=False)
    public_source: ReferenceSource = field(init=False)
    known: KnownAs = field(init=False)
    public_upload: Upload = field(init=False)
    corrected: ReportVersion = field(init=False)
    evidence: Evidence = field(init=False)
    calculation: Calculation = field(init=False)
    invitation: Invitation = field(init=False)
    network_invitation: Invitation = field(init=False)
    letter: Mail = field(init=False)
    colleague: Membership = field(init=False)
    network_colleague: Membership = field(init=False)
    method: Method = field(init=False)
    upload: Upload = field(init=False)
    asking_upload: Upload = field(init=False)
    faulty_upload: Upload = field(init=False)
    failed_upload: Upload = field(init=False)
    asked_part: PartRequest = field(init=False)
    withdrawn_part: PartRequest = field(init=False)
    answered_part: PartRequest = field(init=False)
    plan: PlanVersion = field(init=False)
    submitted_plan: PlanVersion = field(init=False)
    draft_plan: PlanVersion = field(init=False)
    roadmap: Roadmap = field(init=False)
    public_roadmap: Roadmap = field(init=False)
    milestone: Milestone = field(init=False)
    partnership: Partnership = field(init=False)
    proposed_partnership: Partnership = field(init=False)
    draft_partnership: Partnership = field(init=False)
    exchange: Exchange = field(init=False)
    partnership_file: PartnershipDocument = field(init=False)
    draft_file: PartnershipDocument = field(init=False)
    statement_note: StatementUse = field(init=False)
    case: CaseStudy = field(init=False)
    submitted_case: CaseStudy = field(init=False)
    draft_case: CaseStudy = field(init=False)
    token: str = ""

    def __post_init__(self) -> None:
        self.network = make.network("climate-leaders")
        self.other_network = make.network("appc")
        self.city = make.government("saint-paul", name="Saint Paul", network=self.network)
        self._people()
        self._promises()
        self._reports()
        self._files()
        self._parts()
        self._letters()
        self._reference()
        self._plans()
        self._cooperation()
        Reminder.objects.create(government=self.city, key="inventory-lapsed-2021", at=NOW)
        self._learning()

    def _people(self) -> None:
        elsewhere = make.government("zhenjiang", name="Zhenjiang", network=self.network)
        self.people = {
            "stranger": make.user(),
            "contributor": make.contributor(self.city),
            "certifier": make.certifier(self.city),
            "other_certifier": make.certifier(elsewhere),
            "reviewer": make.reviewer(self.network),
            "administrator": make.user(role=Role.ADMINISTRATOR, place=self.network),
            "other_reviewer": make.reviewer(self.other_network),
        }
        for person in self.people.values():
            invitations.confirm_address(person)
        self.colleague = make.contributor(self.city).memberships.get()
        self.network_colleague = make.reviewer(self.network).memberships.get()

    def _promises(self) -> None:
        certifier = self.people["certifier"]
        self.target = make.target(self.city, "saint-paul-1")
        self.proposal = make.target(
            self.city, "saint-paul-2", state=TargetState.PROPOSED, valid_from=None, proposed_by=certifier
        )
        asked: dict[str, Any] = {"government": self.city, "target": self.target.target, "asked_at": NOW}
        self.question = Question.objects.create(code=QuestionCode.BASE_YEAR, **asked)
        self.answer = Question.objects.create(
            code=QuestionCode.CLARIFY,
            state=QuestionState.ANSWERED,
            answer="All of the city.",
            answered_by=certifier,
            answered_at=NOW,
            **asked,
        )

    def _reports(self) -> None:
        self.accepted = make.accepted(self.city, 2021)
        self.corrected = make.corrected(make.accepted(self.city, 2019), lines=[make.line("T.1", 900)])
        self.in_review = make.in_review(self.city, 2022)
        self.submitted = make.submitted(self.city, 2023)
        self.draft = make.ready(self.city, 2024)
        self.gpc_draft = make.draft(self.city, 2004, framework="gpc")
        self.gpc = self._submitted_as_it_is(make.draft(self.city, 2003, framework="gpc"))
        self.evidence = evidence.add(
            version=self.draft,
            title="The inventory",
            file=SimpleUploadedFile("inventory.csv", b"row,co2e\nT.1,1000\n"),
            by=self.people["contributor"],
            now=NOW,
        )

        behind = {"O.1.1": [ActivityDraft("Anthracite")]}
        activities.replace(self.draft, "operations", behind, rows=["O.1.1"])
        self.calculation = Calculation.objects.create(
            version=self.draft,
            section="operations",
            row="O.1.1",
            calculator="stationary-fuel",
            calculator_version=1,
            year=2024,
            country="US",
            inputs={"fuel": "anthracite"},
            factors=[],
            masses={"co2": "1.000000"},
            steps=[],
            warnings=[],
            made_by=self.people["contributor"],
            made_at=NOW,
        )

    def _files(self) -> None:
        """Brought to the draft: one read, one that asks, one with faults, and one that failed."""
        self.upload = self._file("row,co2e\nT.1,5\n")
        self.asking_upload = self._file("thing,mass\nT.1,5\n")
        self.faulty_upload = self._file("row,co2e\nT.1,many\n")
        self.failed_upload = self._file("row,co2e\nT.1,6\n")
        Upload.objects.filter(pk=self.failed_upload.pk).update(state=UploadState.FAILED)
        ColumnMatch.objects.create(
            government=self.city, header="0" * 64, answers={}, by=self.people["contributor"], at=NOW
        )

    def _file(self, text: str) -> Upload:
        return arrival.bring(
            kind=UploadKind.REPORT,
            file=io.BytesIO(text.encode()),
            name="rows.csv",
            government=self.city,
            version=self.draft,
            by=self.people["contributor"],
            now=NOW,
            language="en",
        )

    def _parts(self) -> None:
        """Asked of the water works: one waits, one was withdrawn, one was answered with a file."""
        contributor, today = self.people["contributor"], timezone.now()
        self.asked_part, self.withdrawn_part, self.answered_part = (
            part_requests.ask(
                version=self.draft,
                section="community",
                rows=["T.1"],
                email="works@example.org",
                name=f"Water works {number}",
                language="en",
                message="",
                due=today.date(),
                by=contributor,
                now=today,
            )
            for number in range(3)
        )
        part_requests.withdraw(part=self.withdrawn_part, by=contributor, now=today)
        part_files.attach(
            part=self.answered_part, file=SimpleUploadedFile("sales.csv", b"row,co2e\n"), now=today
        )
        self.answered_part.refresh_from_db()
        self.answered_part.typed["files"][0]["id"] = "a1"
        self.answered_part.save()
        part_requests.send(part=self.answered_part, drafts=[make.line("T.1", 7)], comment="", now=today)
        unsaved.keep(
            version=self.draft,
            section="about",
            revision=1,
            typed={"boundary": "X"},
            by=contributor,
            now=today,
        )

    @staticmethod
    def _submitted_as_it_is(version: ReportVersion) -> ReportVersion:
        """Fifty-four rows need not be filled to be looked at."""
        document = canonical.dumps(canonical.document(version))
        ReportVersion.objects.filter(pk=version.pk).update(
            state="submitted",
            document=document,
            sha256=canonical.sha256(document),
            certified_by=version.created_by,
            submitted_at=NOW,
        )
        return version

    def _plans(self) -> None:
        """One accepted with its document, one with the secretariat, one being written."""
        written = examples.draft(self.city)
        file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7")
        documents.add(version=written, file=file, by=self.people["contributor"], now=NOW)
        reviewing.submit(version=written, by=make.user(), now=NOW)
        reviewing.accept(version=written, by=make.user(), now=NOW)
        self.plan = written
        self.submitted_plan = examples.submitted(self.city)
        self.draft_plan = examples.draft(self.city)
        done: dict[str, Any] = {"year": 2025, "percent": 40, "text": "", "now": NOW}
        progress.enter(plan=written.plan, key="solar", by=self.people["contributor"], **done)
        self.milestone = written.actions.get(key="solar").milestones.get()
        self.roadmap = examples.roadmap(self.city)
        self.public_roadmap = examples.roadmap(self.city)
        roadmaps.publish(roadmap=self.public_roadmap)

    def _cooperation(self) -> None:
        """With Zhenjiang one confirmed and one proposed; with another city a draft."""
        there = Government.objects.get(slug="zhenjiang")
        self.partnership = together.confirmed(self.city, there)
        self.exchange = together.exchange(self.partnership)
        self.partnership_file = self._paper(self.partnership)
        self.proposed_partnership = together.proposed(self.city, there)
        self.draft_partnership = together.draft(self.city, make.government("oakland"))
        self.draft_file = self._paper(self.draft_partnership)
        summit = Exchange.objects.create(
            kind="summit", title_en="Summit", starts_on=NOW, ends_on=NOW, source="A test"
        )
        summit.participations.create(organisation=make.organisation("isc"))

    def _paper(self, partnership: Partnership) -> PartnershipDocument:
        return papers.add(
            partnership=partnership,
            title="Memorandum",
            file=SimpleUploadedFile("memo.pdf", b"%PDF-1.7"),
            by=self.people["contributor"],
            now=NOW,
        )

    def _learning(self) -> None:
        """A need, and a case study in each state."""
        by = self.people["contributor"]
        Interest.objects.create(
            government=self.city, direction="learn", topic="waste", language="en", by=by, at=NOW
        )
        self.case = case_examples.published(self.city)
        self.submitted_case = case_examples.submitted(self.city)
        self.draft_case = case_examples.draft(self.city)

    def _letters(self) -> None:
        offer = {"by": self.people["administrator"], "now": timezone.now()}
        self.invitation = invitations.invite(
            email="new@example.org", role=Role.CONTRIBUTOR, place=self.city, **offer
        )
        (self.token,) = re.findall(r"/invitations/([^/]+)/", Mail.objects.latest("pk").body)
        self.network_invitation = invitations.invite(
            email="new@example.org", role=Role.REVIEWER, place=self.network, **offer
        )
        self.letter = outbox.write(key="a/1", to="mayor@example.org", subject="Hello", body="Words", now=NOW)

    def _reference(self) -> None:
        """Records that have no page of their own here but stand in the admin."""
        labels = {"label_en": "Words", "label_zh": "文字"}
        declaration = Declaration.objects.create(
            slug="declaration", network=self.network, date=NOW.date(), source="A test", **labels
        )
        of_city: dict[str, Any] = {"declaration": declaration, "government": self.city}
        Endorsement.objects.create(declared_name="Saint Paul", standing=Standing.ENDORSED, **of_city)
        statement = Statement.objects.create(order=1, text="20% by 2020", **of_city)
        self.statement_note = StatementUse.objects.create(
            statement=statement, note="Buses", language="en", by=self.people["certifier"], at=NOW
        )
        Claim.objects.create(
            code="claim-1", government=self.city, statement=statement, kind=ClaimKind.ACTION, quote="Trees"
        )
        source = self.public_source = ReferenceSource.objects.create(text="A public inventory", **labels)
        measure = self.target.measure
        ReferenceFigure.objects.create(
            government=self.city, measure=measure, source=source, year=2020, tonnes=1
        )
        self._open_data()
        assessment = Assessment.objects.create(
            government=self.city,
            target=self.target.target,
            target_version=self.target,
            verdict=Verdict.ON_TRACK,
            origin=Origin.REPORTED,
            method_version="1",
            record={"rule": self.target.kind, "numbers": {}, "figures": [], "sentences": [], "open": []},
            record_sha256="0" * 64,
            assessed_on=datetime.date(2022, 3, 1),
            created_at=NOW,
            standing_since=NOW,
            public_from=datetime.date(2022, 3, 1),
        )
        self._hearing(assessment)
        self._methods()

    def _open_data(self) -> None:
        reviewer = self.people["reviewer"]
        self.known = KnownAs.objects.create(government=self.city, scheme="cdp", name="50572", by=reviewer)
        self.public_upload = Upload.objects.create(
            kind=UploadKind.PUBLIC,
            network=self.network,
            file_name="cdp.csv",
            size=1,
            sha256="0" * 64,
            preview={"left_out": [], "elsewhere": []},
            state=UploadState.DROPPED,
            language="en",
            by=reviewer,
            at=NOW,
        )

    def _hearing(self, assessment: Assessment) -> None:
        """A verdict that was decided by hand, replied to and appealed against."""
        words: dict[str, Any] = {"language": "en"}
        by_certifier = {"by": self.people["certifier"], "at": NOW}
        Decision.objects.create(
            target=assessment.target,
            target_version=assessment.target_version,
            verdict=Verdict.MET,
            because="We looked.",
            figures_sha256="0" * 64,
            decided_by=self.network_colleague.user,
            decided_at=NOW,
            **words,
        )
        Reply.objects.create(assessment=assessment, text="We disagree.", **by_certifier, **words)
        Appeal.objects.create(
            assessment=assessment,
            target=assessment.target,
            grounds="The figure is wrong.",
            first_decider=self.network_colleague.user,
            **by_certifier,
            **words,
        )

    def _methods(self) -> None:
        """One in force, and one that was tried out."""
        Method.objects.create(
            label="2.0", code_version=METHOD_VERSION, state="in_force", proposed_at=NOW, adopted_at=NOW
        )
        self.method = Method.objects.create(
            label="2.0.1", code_version=METHOD_VERSION, peak_decline_years=5, proposed_at=NOW
        )
        Trial.objects.create(method=self.method, as_of=NOW.date(), started_at=NOW, finished_at=NOW)
